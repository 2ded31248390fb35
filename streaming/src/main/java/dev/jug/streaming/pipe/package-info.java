/**
 * What both protocols need of streams: bounded room between threads, sizes of terminals, silence.
 */
@NullMarked
package dev.jug.streaming.pipe;

import org.jspecify.annotations.NullMarked;
