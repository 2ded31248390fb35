@NullMarked
package dev.jug.streaming;

import org.jspecify.annotations.NullMarked;
