/** Opens images in the files of this machine, whatever their format. */
@NullMarked
package dev.jug.image.transport;

import org.jspecify.annotations.NullMarked;
