package dev.jug.build.dockerfile;

/**
 * {@code CMD}: what a container does unless told otherwise.
 *
 * @param origin where it is written
 * @param command the words, or the line
 */
public record Cmd(Origin origin, Command command) implements Instruction {}
