/**
 * Unix sockets that carry descriptors, waiting without blocking a carrier thread, memory files and
 * file watching.
 */
@NullMarked
package dev.jug.linux.io;

import org.jspecify.annotations.NullMarked;
