/**
 * Who we are to a registry: credentials where Docker and podman keep them, the challenges of
 * registries, and tokens, which live in memory only.
 */
@NullMarked
package dev.jug.image.registry.auth;

import org.jspecify.annotations.NullMarked;
