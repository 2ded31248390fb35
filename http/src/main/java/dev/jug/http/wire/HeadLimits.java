package dev.jug.http.wire;

/**
 * How large the head of a request may be.
 *
 * @param line bytes of the request line
 * @param fields number of header fields
 * @param bytes bytes of all header fields together
 */
public record HeadLimits(int line, int fields, int bytes) {}
