package dev.jug.build.dockerfile;

/**
 * A key and its value, quotes and variables as they are written.
 *
 * @param key not empty
 * @param value may be empty
 */
public record Pair(String key, String value) {}
