/** The images of a store: their names, what they consist of, and what may be removed. */
@NullMarked
package dev.jug.image.catalog;

import org.jspecify.annotations.NullMarked;
