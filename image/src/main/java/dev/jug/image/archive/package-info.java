/**
 * Images in files: tar archives as {@code docker save} makes them, and flat directories. Archives
 * are read in place: an index of their members is made in one pass, and no member's name ever
 * becomes a path of this machine.
 */
@NullMarked
package dev.jug.image.archive;

import org.jspecify.annotations.NullMarked;
