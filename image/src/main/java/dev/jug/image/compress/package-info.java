/** Packed bytes of others: told by how they begin, and unpacked within bounds. */
@NullMarked
package dev.jug.image.compress;

import org.jspecify.annotations.NullMarked;
