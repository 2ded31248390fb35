/** Builds of images, as clients ask for them that do not speak BuildKit. */
@NullMarked
package dev.jug.docker.build;

import org.jspecify.annotations.NullMarked;
