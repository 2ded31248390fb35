/**
 * What a container may reach beyond what its namespaces and mounts leave it: policies of Landlock.
 */
@NullMarked
package dev.jug.runtime.landlock;

import org.jspecify.annotations.NullMarked;
