package dev.jug.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;

/** A connection with both ends in this process. */
final class Line implements AutoCloseable {
  private final Pipe up = pipe();
  private final Pipe down = pipe();
  private final List<Thread> ends = new ArrayList<>();

  interface End {
    void run() throws IOException, InterruptedException;
  }

  private static Pipe pipe() {
    try {
      return Pipe.open();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  InputStream serverIn() {
    return Channels.newInputStream(up.source());
  }

  OutputStream serverOut() {
    return Channels.newOutputStream(down.sink());
  }

  InputStream clientIn() {
    return Channels.newInputStream(down.source());
  }

  OutputStream clientOut() {
    return Channels.newOutputStream(up.sink());
  }

  /** Runs an end until its connection ends, however that is. */
  void start(String name, End end) {
    ends.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                end.run();
              } catch (IOException | InterruptedException _) {
                // The test closes what the end reads.
              }
            }));
  }

  /** As if the client's process had ended. */
  void closeClient() throws IOException {
    up.sink().close();
    down.source().close();
  }

  @Override
  public void close() throws IOException {
    closeClient();
    up.source().close();
    down.sink().close();
    try {
      for (var end : ends) {
        end.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
