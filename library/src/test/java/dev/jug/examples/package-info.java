/** Programs to begin with: docs/library.md shows them, and the tests run them. */
@NullMarked
package dev.jug.examples;

import org.jspecify.annotations.NullMarked;
