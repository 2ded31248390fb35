/** What processes write and read, on its way to clients and back. */
@NullMarked
package dev.jug.docker.stream;

import org.jspecify.annotations.NullMarked;
