/**
 * gRPC over HTTP/2 on streams that are open already. Both ends are here, since a connection that a
 * client opened may be one on which it wants to be called.
 *
 * <pre>
 *   caller                                     called
 *   HEADERS  :path /package.Service/Method ─►
 *   DATA     0, length (4 bytes), message  ─►
 *   end of the stream                      ─►
 *                                          ◄─  HEADERS  :status 200
 *                                          ◄─  DATA     0, length, message
 *                                          ◄─  HEADERS  grpc-status, grpc-message
 * </pre>
 *
 * Messages are never compressed. A caller gives a call up with RST_STREAM, which interrupts the
 * thread that answers it.
 */
@NullMarked
package dev.jug.grpc;

import org.jspecify.annotations.NullMarked;
