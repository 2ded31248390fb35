/** The ImageService of the CRI. */
@NullMarked
package dev.jug.cri.image;

import org.jspecify.annotations.NullMarked;
