package dev.jug.build.context;

/**
 * A line of {@code .dockerignore}.
 *
 * @param pattern what it is about
 * @param keeps whether it takes back what lines above leave out
 */
record IgnoreRule(PathPattern pattern, boolean keeps) {}
