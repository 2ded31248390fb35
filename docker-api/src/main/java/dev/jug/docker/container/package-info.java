/** Containers: the endpoints below {@code /containers}. */
@NullMarked
package dev.jug.docker.container;

import org.jspecify.annotations.NullMarked;
