/**
 * Layers that steps of builds made: kept under the key of the step, so that it need not run again.
 */
@NullMarked
package dev.jug.image.step;

import org.jspecify.annotations.NullMarked;
