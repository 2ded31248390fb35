/** Layers as directories, for kernels that cannot mount them as files. */
@NullMarked
package dev.jug.image.layer.folder;

import org.jspecify.annotations.NullMarked;
