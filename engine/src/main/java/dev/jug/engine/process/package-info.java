/** The processes of a container as ps(1) shows them, read from proc(5). */
@NullMarked
package dev.jug.engine.process;

import org.jspecify.annotations.NullMarked;
