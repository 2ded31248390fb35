/** How much containers have in common with the machine, in one word. */
@NullMarked
package dev.jug.engine.isolation;

import org.jspecify.annotations.NullMarked;
