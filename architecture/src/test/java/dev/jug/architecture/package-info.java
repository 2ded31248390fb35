/** The rules of the house, each spoken by a test: one class for each rule. */
@NullMarked
package dev.jug.architecture;

import org.jspecify.annotations.NullMarked;
