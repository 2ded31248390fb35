package dev.jug.streaming.command;

import dev.jug.streaming.session.Streams;
import java.io.IOException;

/** What a command's streams go over. */
interface Carrier extends AutoCloseable {
  /** Reads to the client's end. */
  void serve() throws IOException;

  /**
   * Waits until the streams are there.
   *
   * @throws IOException if they do not come
   * @throws InterruptedException if the client is gone
   */
  Streams open() throws IOException, InterruptedException;

  /** Tells the client that nothing more comes, and how it ended. */
  void finish(Outcome outcome) throws IOException;

  /** Ends the connection. */
  @Override
  void close();
}
