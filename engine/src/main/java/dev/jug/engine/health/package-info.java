/** Whether a container works: a command inside it that says so again and again. */
@NullMarked
package dev.jug.engine.health;

import org.jspecify.annotations.NullMarked;
