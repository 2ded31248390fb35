/**
 * Layers as the kernel can unite them: drivers that keep each layer as a mountable file, as a
 * directory, or as a whole copy.
 */
@NullMarked
package dev.jug.image.layer;

import org.jspecify.annotations.NullMarked;
