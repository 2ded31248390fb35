/**
 * HTTP/2 (RFC 9113) with its compression of fields (RFC 7541), as far as gRPC needs it: no push, no
 * priorities, no negotiation.
 *
 * <pre>
 * bytes   24      8       8       1+31        length
 *       length  type    flags   stream      payload
 *
 *   type            client ► server            server ► client
 *   HEADERS         a call begins              answer begins; trailers end it
 *   DATA            messages of the call       messages of the answer
 *   RST_STREAM      call is given up           call is refused, or done early
 *   WINDOW_UPDATE   room for so much more data, of a stream or (0) of all
 *   SETTINGS, PING  each is acknowledged
 *   GOAWAY          no further streams
 * </pre>
 */
@NullMarked
package dev.jug.grpc.http2;

import org.jspecify.annotations.NullMarked;
