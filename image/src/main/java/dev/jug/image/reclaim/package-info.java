/** Keeps a store of images small by itself: what is removed when, and why. */
@NullMarked
package dev.jug.image.reclaim;

import org.jspecify.annotations.NullMarked;
