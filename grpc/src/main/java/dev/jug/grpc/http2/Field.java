package dev.jug.grpc.http2;

/**
 * A header field; names are in small letters.
 *
 * @param name such as {@code :path} or {@code content-type}
 * @param value each character is a byte
 */
public record Field(String name, String value) {}
