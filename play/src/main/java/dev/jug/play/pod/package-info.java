/** Pods: what the engine is asked for, and how each is kept as its manifest says. */
@NullMarked
package dev.jug.play.pod;

import org.jspecify.annotations.NullMarked;
