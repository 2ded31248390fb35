/**
 * Inputs that nobody would write, for whatever reads what others send. A test takes a corpus of
 * good and once harmful inputs, says what is allowed to come of any input, and has it read many
 * damaged ones.
 */
@NullMarked
package dev.jug.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
