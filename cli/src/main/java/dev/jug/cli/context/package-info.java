/** What a command is given: the engine, the front it answers to, and the reins of the process. */
@NullMarked
package dev.jug.cli.context;

import org.jspecify.annotations.NullMarked;
