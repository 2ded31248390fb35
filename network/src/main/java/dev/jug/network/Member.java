package dev.jug.network;

/**
 * A container on a network.
 *
 * @param container its id
 * @param name its name
 * @param endpoint how it is on it
 */
public record Member(String container, String name, Endpoint endpoint) {}
