/** Builds of images: as the classic API has them, and the way to those of BuildKit. */
@NullMarked
package dev.jug.docker.build;

import org.jspecify.annotations.NullMarked;
