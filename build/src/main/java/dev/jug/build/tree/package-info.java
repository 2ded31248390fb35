/** Trees of files: those that builds copy from, those they copy to, and whose files are. */
@NullMarked
package dev.jug.build.tree;

import org.jspecify.annotations.NullMarked;
