@NullMarked
package dev.jug.streaming.pipe;

import org.jspecify.annotations.NullMarked;
