/** Whether, and how soon, a container that has ended is started again. */
@NullMarked
package dev.jug.engine.restart;

import org.jspecify.annotations.NullMarked;
