/** How calls are answered, and what is said of what goes wrong. */
@NullMarked
package dev.jug.cri.call;

import org.jspecify.annotations.NullMarked;
