package dev.jug.build.dockerfile;

import org.jspecify.annotations.Nullable;

/**
 * {@code FROM}: begins a stage.
 *
 * @param origin where it is written
 * @param image an image, {@code scratch}, an earlier stage or a named context
 * @param platform of {@code --platform}; null for the target's
 * @param alias what follows {@code AS}, as written; null without
 */
public record From(Origin origin, String image, @Nullable String platform, @Nullable String alias)
    implements Instruction {}
