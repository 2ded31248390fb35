/** Commands in containers, and attaching to them: up to five streams, and how it ended. */
@NullMarked
package dev.jug.streaming.command;

import org.jspecify.annotations.NullMarked;
