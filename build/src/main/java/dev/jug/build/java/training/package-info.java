/**
 * What runs in the image that is made, never in the engine: its classes are mounted in a step, and
 * may use nothing but {@code java.base}.
 */
@NullMarked
package dev.jug.build.java.training;

import org.jspecify.annotations.NullMarked;
