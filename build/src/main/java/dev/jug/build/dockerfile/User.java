package dev.jug.build.dockerfile;

/**
 * {@code USER}: who executes.
 *
 * @param origin where it is written
 * @param user name or id, with {@code :group} if wanted
 */
public record User(Origin origin, String user) implements Instruction {}
