/** Threads that work on one thing. */
@NullMarked
package dev.jug.image.task;

import org.jspecify.annotations.NullMarked;
