/** {@code jug build}, and what goes with it. */
@NullMarked
package dev.jug.cli.build;

import org.jspecify.annotations.NullMarked;
