@NullMarked
package dev.jug.streaming.spdy;

import org.jspecify.annotations.NullMarked;
