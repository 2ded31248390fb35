/** Networks. */
@NullMarked
package dev.jug.docker.network;

import org.jspecify.annotations.NullMarked;
