/** The engine's main: reads its arguments, wires the parts, serves until it is told to stop. */
@NullMarked
package dev.jug.app;

import org.jspecify.annotations.NullMarked;
