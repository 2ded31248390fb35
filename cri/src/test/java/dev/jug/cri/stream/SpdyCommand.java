package dev.jug.cri.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A command over SPDY.
 *
 * @param client what speaks it
 * @param streams the ids of those that were opened
 */
record SpdyCommand(SpdyClient client, Map<Integer, Integer> streams) implements CommandClient {
  private static final List<String> TYPES = List.of("stdin", "stdout", "stderr", "error", "resize");

  static SpdyCommand connect(URI url, int... wanted) throws IOException {
    var client = SpdyClient.connect(url, "v4.channel.k8s.io");
    var streams = new HashMap<Integer, Integer>();
    streams.put(ERROR, client.open("streamtype", TYPES.get(ERROR)));
    for (int stream : wanted) {
      streams.put(stream, client.open("streamtype", TYPES.get(stream)));
    }
    return new SpdyCommand(client, streams);
  }

  private int id(int stream) {
    return Objects.requireNonNull(streams.get(stream));
  }

  @Override
  public void send(int stream, byte[] content) throws IOException {
    client.data(id(stream), content, false);
  }

  @Override
  public void end(int stream) throws IOException {
    client.data(id(stream), new byte[0], true);
  }

  @Override
  public void into(int stream, OutputStream sink) {
    client.into(id(stream), sink);
  }

  @Override
  public String text(int stream) {
    return streams.containsKey(stream) ? client.text(id(stream)) : "";
  }

  @Override
  public void awaitText(int stream, String part) throws IOException {
    client.awaitText(id(stream), part);
  }

  @Override
  public String status() throws IOException {
    return client.end(id(ERROR));
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
