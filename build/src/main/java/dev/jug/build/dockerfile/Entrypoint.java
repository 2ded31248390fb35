package dev.jug.build.dockerfile;

/**
 * {@code ENTRYPOINT}: what a container does.
 *
 * @param origin where it is written
 * @param command the words, or the line
 */
public record Entrypoint(Origin origin, Command command) implements Instruction {}
