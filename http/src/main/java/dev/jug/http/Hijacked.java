package dev.jug.http;

import dev.jug.http.endpoint.Duplex;
import dev.jug.http.socket.Link;
import dev.jug.http.wire.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connection after HTTP: what was read ahead comes first. */
record Hijacked(Source source, Link link) implements Duplex {
  @Override
  public InputStream in() {
    return source;
  }

  @Override
  public OutputStream out() {
    return link.out();
  }

  @Override
  public void closeWrite() throws IOException {
    link.closeWrite();
  }

  @Override
  public void close() {
    link.close();
  }
}
