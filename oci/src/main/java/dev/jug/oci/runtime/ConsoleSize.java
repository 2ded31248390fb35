package dev.jug.oci.runtime;

/**
 * The size of a terminal in characters (config.md, "Process").
 *
 * @param height rows, 0 … 65535
 * @param width columns, 0 … 65535
 */
public record ConsoleSize(int height, int width) {}
