/**
 * SPDY/3.1 as a server, on a connection that is open already. Streams are the client's; each has a
 * bounded inbox, so a stream that nobody reads holds up the client and takes no memory.
 *
 * <p>The specification is <a
 * href="https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/">draft 3.1</a>. Its
 * flow control is there both ways, with one exception: the library in Kubernetes' own clients knows
 * no windows, and would wait for ever for data that waits for it to open one. So a client's windows
 * count from the moment it first speaks of them, in SETTINGS or WINDOW_UPDATE.
 */
@NullMarked
package dev.jug.streaming.spdy;

import org.jspecify.annotations.NullMarked;
