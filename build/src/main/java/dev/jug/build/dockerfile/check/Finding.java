package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.SourceRange;

/**
 * Something that a rule has against a Dockerfile.
 *
 * @param detail what is the matter here
 */
public record Finding(Rule rule, String detail, SourceRange range) {}
