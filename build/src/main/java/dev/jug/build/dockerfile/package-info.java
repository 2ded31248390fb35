/**
 * A Dockerfile as it is written: directives, stages, instructions, each with its place. Variables
 * are not expanded here: what they are is known later.
 */
@NullMarked
package dev.jug.build.dockerfile;

import org.jspecify.annotations.NullMarked;
