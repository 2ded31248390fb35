/**
 * What is to be: files that were played, on the disk and in memory. Nothing here makes any of it.
 */
@NullMarked
package dev.jug.play.desired;

import org.jspecify.annotations.NullMarked;
