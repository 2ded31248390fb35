/**
 * What can go wrong, as a person who asked the engine for something should hear it. One sealed
 * root, so that a door can map every kind of error and the compiler says when one is missing.
 */
@NullMarked
package dev.jug.engine.error;

import org.jspecify.annotations.NullMarked;
