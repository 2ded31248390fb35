/**
 * The door for people: a front sends a command line, {@link dev.jug.cli.CommandLineDoor} finds the
 * command for it, and the command talks to the engine. A front and its session are drawn in
 * docs/protocols.md, "Front and engine".
 */
@NullMarked
package dev.jug.cli;

import org.jspecify.annotations.NullMarked;
