/**
 * Trees of files as archives, and what a container changed of its image's tree. The trees may be
 * changing meanwhile, at the will of somebody hostile: they are read entry by entry, and links are
 * never followed.
 */
@NullMarked
package dev.jug.image.change;

import org.jspecify.annotations.NullMarked;
