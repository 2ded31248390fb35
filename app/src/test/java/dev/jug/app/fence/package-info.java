/** Fences around containers, shown to hold while somebody leans on them. */
@NullMarked
package dev.jug.app.fence;

import org.jspecify.annotations.NullMarked;
