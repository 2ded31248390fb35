package dev.jug.http.socket;

import dev.jug.http.endpoint.Duplex;
import dev.jug.http.endpoint.Peer;
import java.io.IOException;

/** An accepted connection. */
public sealed interface Link extends Duplex permits PlainLink, TlsLink {
  /** Who is at the other end; over TLS only known once something was read. */
  Peer peer() throws IOException;

  /** Makes reads end as if the client had closed, also one that waits. Writing goes on. */
  void stopReading();
}
