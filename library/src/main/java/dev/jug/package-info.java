/**
 * Containers inside any Java program: {@link dev.jug.Jug} opens an engine in this JVM, a {@link
 * dev.jug.ContainerSetup} says what shall run, and a {@link dev.jug.RunningContainer} is what runs.
 */
@NullMarked
package dev.jug;

import org.jspecify.annotations.NullMarked;
