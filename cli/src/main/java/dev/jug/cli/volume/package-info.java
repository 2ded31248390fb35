/** The commands for volumes. */
@NullMarked
package dev.jug.cli.volume;

import org.jspecify.annotations.NullMarked;
