package dev.jug.buildkit.host;

import java.io.IOException;

/** Hears what happens in a build, one thing after the other. */
@FunctionalInterface
public interface Follower {
  /**
   * Something happened.
   *
   * @param statusResponse a message {@code moby.buildkit.v1.StatusResponse}
   */
  void hear(byte[] statusResponse) throws IOException, InterruptedException;
}
