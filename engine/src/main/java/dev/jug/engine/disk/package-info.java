/**
 * Directories that may take only so much of the disk: by a quota of the file system where it has
 * one, else by a file system of their own in a sparse file.
 */
@NullMarked
package dev.jug.engine.disk;

import org.jspecify.annotations.NullMarked;
