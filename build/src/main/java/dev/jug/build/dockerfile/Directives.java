package dev.jug.build.dockerfile;

import org.jspecify.annotations.Nullable;

/**
 * The comments at the very top that change how a Dockerfile is read.
 *
 * @param syntax the front end that {@code # syntax=} names; null without
 * @param escape backslash or backtick
 * @param check what {@code # check=} says; null without
 */
public record Directives(@Nullable String syntax, char escape, @Nullable String check) {}
