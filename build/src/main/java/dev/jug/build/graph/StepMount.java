package dev.jug.build.graph;

import dev.jug.build.dockerfile.Mount;

/**
 * A mount of a step.
 *
 * @param mount its target is absolute
 * @param source what a bind mount shows and a cache begins with; nothing for others
 */
public record StepMount(Mount mount, TreeSource source) {}
