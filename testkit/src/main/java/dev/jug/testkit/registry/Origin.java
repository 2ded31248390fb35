package dev.jug.testkit.registry;

import java.io.IOException;

/** Where a registry's answers come from. */
interface Origin extends AutoCloseable {
  /**
   * The answer to a request.
   *
   * @param body what was sent
   */
  Reply answer(Seen request, byte[] body) throws IOException, InterruptedException;

  @Override
  default void close() {}
}
