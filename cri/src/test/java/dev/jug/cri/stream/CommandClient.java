package dev.jug.cri.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/** A client of exec and attach, whatever it speaks. Streams are numbered as Kubernetes does. */
interface CommandClient extends AutoCloseable {
  int STDIN = 0;
  int STDOUT = 1;
  int STDERR = 2;
  int ERROR = 3;
  int RESIZE = 4;

  /** What clients speak. */
  enum Kind {
    WEB_SOCKET,
    SPDY;

    /**
     * Connects.
     *
     * @param streams those that are asked for
     */
    CommandClient connect(URI url, int... streams) throws IOException {
      return switch (this) {
        case WEB_SOCKET -> SocketClient.connect(url, "v5.channel.k8s.io");
        case SPDY -> SpdyCommand.connect(url, streams);
      };
    }
  }

  void send(int stream, byte[] content) throws IOException;

  /** Ends one of the client's streams. */
  void end(int stream) throws IOException;

  /** Has a stream go elsewhere than to {@link #text}. */
  void into(int stream, OutputStream sink);

  String text(int stream);

  void awaitText(int stream, String part) throws IOException, InterruptedException;

  /** Waits for the end, and gives what is said of it. */
  String status() throws IOException, InterruptedException;

  /** Goes away without a word. */
  @Override
  void close() throws IOException;
}
