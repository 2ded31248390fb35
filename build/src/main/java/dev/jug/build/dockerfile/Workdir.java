package dev.jug.build.dockerfile;

/**
 * {@code WORKDIR}: where commands start; made if it is not there.
 *
 * @param origin where it is written
 * @param path relative to the one before, or absolute
 */
public record Workdir(Origin origin, String path) implements Instruction {}
