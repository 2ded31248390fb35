/** One class for each command, with Docker's options, words and exit codes. */
@NullMarked
package dev.jug.cli.command;

import org.jspecify.annotations.NullMarked;
