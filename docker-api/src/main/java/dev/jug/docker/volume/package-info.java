/** Volumes. */
@NullMarked
package dev.jug.docker.volume;

import org.jspecify.annotations.NullMarked;
