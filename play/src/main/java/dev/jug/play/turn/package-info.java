/** Threads that do something again and again, and sleep until there is a reason to. */
@NullMarked
package dev.jug.play.turn;

import org.jspecify.annotations.NullMarked;
