/**
 * What a container needs, found out by looking at what it does: each of its system calls is told to
 * the engine before it is made.
 */
@NullMarked
package dev.jug.engine.learn;

import org.jspecify.annotations.NullMarked;
