/** What the engine adds to builds: the limits of their containers, and what mounts leave behind. */
@NullMarked
package dev.jug.engine.build;

import org.jspecify.annotations.NullMarked;
