/**
 * Directories and archives in OCI image layout (image-layout.md): blobs by digest, and an index
 * with the images' names.
 */
@NullMarked
package dev.jug.image.layout;

import org.jspecify.annotations.NullMarked;
