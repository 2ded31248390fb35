/** What happens to containers, told to whoever listens: one bus, for the doors of later. */
@NullMarked
package dev.jug.engine.event;

import org.jspecify.annotations.NullMarked;
