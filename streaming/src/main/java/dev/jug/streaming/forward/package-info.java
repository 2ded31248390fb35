/** Ports of pods: bytes between a client and a connection that is made for it. */
@NullMarked
package dev.jug.streaming.forward;

import org.jspecify.annotations.NullMarked;
