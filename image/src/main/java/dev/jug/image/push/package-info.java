/** Gives images of the store to registries, directories and archives. */
@NullMarked
package dev.jug.image.push;

import org.jspecify.annotations.NullMarked;
