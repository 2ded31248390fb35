/** The content store: blobs by their digest, verified before anybody sees them. */
@NullMarked
package dev.jug.image.content;

import org.jspecify.annotations.NullMarked;
