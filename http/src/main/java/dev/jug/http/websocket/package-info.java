/**
 * WebSockets (RFC 6455): a stream in each direction, in frames. No extensions, and no subprotocols:
 * what is inside is the handler's.
 */
@NullMarked
package dev.jug.http.websocket;

import org.jspecify.annotations.NullMarked;
