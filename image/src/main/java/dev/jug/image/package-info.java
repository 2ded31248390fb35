/** What can go wrong with images, in one type. */
@NullMarked
package dev.jug.image;

import org.jspecify.annotations.NullMarked;
