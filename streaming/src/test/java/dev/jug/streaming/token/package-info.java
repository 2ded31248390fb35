@NullMarked
package dev.jug.streaming.token;

import org.jspecify.annotations.NullMarked;
