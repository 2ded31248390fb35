/** Capabilities of capabilities(7). */
@NullMarked
package dev.jug.linux.cap;

import org.jspecify.annotations.NullMarked;
