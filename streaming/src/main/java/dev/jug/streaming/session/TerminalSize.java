package dev.jug.streaming.session;

/**
 * The size of a client's terminal, in characters.
 *
 * @param columns 0 to 65535
 * @param rows 0 to 65535
 */
public record TerminalSize(int columns, int rows) {}
