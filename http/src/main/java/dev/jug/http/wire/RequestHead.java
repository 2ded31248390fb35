package dev.jug.http.wire;

import dev.jug.http.message.Headers;
import dev.jug.http.message.Target;

/**
 * The head of a request, found to be sound.
 *
 * @param method a token, as it came
 * @param minor the minor version: 0 for HTTP/1.0, 1 for all above
 * @param framing how long the body is
 * @param expectsContinue whether the client waits for 100 before it sends the body
 * @param persists whether the client wants to go on with the connection
 */
public record RequestHead(
    String method,
    Target target,
    int minor,
    Headers headers,
    Framing framing,
    boolean expectsContinue,
    boolean persists) {}
