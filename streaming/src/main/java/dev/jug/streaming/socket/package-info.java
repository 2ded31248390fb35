/**
 * Channels in a WebSocket, as Kubernetes has them: the first byte of a message says which channel
 * the rest belongs to.
 */
@NullMarked
package dev.jug.streaming.socket;

import org.jspecify.annotations.NullMarked;
