/** What a container uses of the machine, as counters that only grow and levels of now. */
@NullMarked
package dev.jug.engine.usage;

import org.jspecify.annotations.NullMarked;
