package dev.jug.build.graph;

/**
 * A file whose content stands in the Dockerfile.
 *
 * @param path absolute for scripts, a name for files that are copied
 * @param content with variables expanded if they are to be
 * @param mode its permissions
 */
public record InlineFile(String path, String content, int mode) {}
