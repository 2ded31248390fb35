/**
 * Registries: images pulled from and pushed to servers of the OCI distribution specification.
 * {@link dev.jug.image.registry.Registries} is the door; {@code endpoint} has what can be asked,
 * {@code auth} who asks, {@code http} the connection, {@code config} what an administrator says.
 */
@NullMarked
package dev.jug.image.registry;

import org.jspecify.annotations.NullMarked;
