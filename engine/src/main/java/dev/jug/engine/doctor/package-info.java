/**
 * Looks whether a machine can run containers, and what of them will not work there: with an engine
 * or without one. Nothing is changed.
 */
@NullMarked
package dev.jug.engine.doctor;

import org.jspecify.annotations.NullMarked;
