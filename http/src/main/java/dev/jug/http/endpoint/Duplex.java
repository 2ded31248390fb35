package dev.jug.http.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A stream of bytes in each direction. One thread may read while another writes. The directions end
 * apart from each other: the client's end is an end of {@link #in}, ours is {@link #closeWrite}.
 */
public interface Duplex extends AutoCloseable {
  /** What the client sends; ends when the client closes its direction, or all. */
  InputStream in();

  /** Whether the end of {@link #in} is the end of both directions: the client wants no more. */
  default boolean endsAsOne() {
    return false;
  }

  /** To the client, without a buffer. Closing it is {@link #closeWrite}. */
  OutputStream out();

  /**
   * Tells the client that nothing more comes. Reading goes on. The second call does nothing. Over
   * TLS before 1.3 this ends both directions.
   */
  void closeWrite() throws IOException;

  /** Ends both directions at once; threads inside a read or write get an IOException. */
  @Override
  void close();
}
