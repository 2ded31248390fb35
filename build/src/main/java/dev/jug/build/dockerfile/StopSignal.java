package dev.jug.build.dockerfile;

/**
 * {@code STOPSIGNAL}: what ends containers.
 *
 * @param origin where it is written
 * @param signal name or number
 */
public record StopSignal(Origin origin, String signal) implements Instruction {}
