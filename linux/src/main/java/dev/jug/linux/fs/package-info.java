/** Paths, directories and the mount table. */
@NullMarked
package dev.jug.linux.fs;

import org.jspecify.annotations.NullMarked;
