/**
 * WebSockets (RFC 6455): a stream in each direction, or messages. No extensions; which subprotocol
 * is spoken, and what is inside, is the handler's.
 */
@NullMarked
package dev.jug.http.websocket;

import org.jspecify.annotations.NullMarked;
