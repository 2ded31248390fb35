/** The commands for images. */
@NullMarked
package dev.jug.cli.image;

import org.jspecify.annotations.NullMarked;
