package dev.jug.oci.runtime;

/**
 * The container's root file system (config.md, "Root").
 *
 * @param path absolute, or relative to the bundle
 * @param readonly whether the container may not write to it
 */
public record Root(String path, boolean readonly) {}
