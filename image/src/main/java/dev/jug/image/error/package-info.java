/** What can go wrong with images. */
@NullMarked
package dev.jug.image.error;

import org.jspecify.annotations.NullMarked;
