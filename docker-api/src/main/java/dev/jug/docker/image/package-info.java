/** Images: the endpoints below {@code /images}. */
@NullMarked
package dev.jug.docker.image;

import org.jspecify.annotations.NullMarked;
