package dev.jug.buildkit.files;

import dev.jug.grpc.ClientCall;
import dev.jug.grpc.GrpcClient;
import dev.jug.grpc.GrpcServer;
import dev.jug.grpc.ServerCall;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client that sends what a test told it beforehand, over a connection of this process. */
final class SendingClient implements AutoCloseable {
  private static final String METHOD = "/test/Send";

  private final List<Packet> packets = new ArrayList<>();
  private final Map<Integer, String> contents = new HashMap<>();
  private final Pipe up = pipe();
  private final Pipe down = pipe();
  private final List<Thread> ends = new ArrayList<>();
  private boolean stops;
  private int open;
  private int most;

  private static Pipe pipe() {
    try {
      return Pipe.open();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void say(Packet packet) {
    packets.add(packet);
  }

  void content(int id, String text) {
    contents.put(id, text);
  }

  /** It goes away behind what it was told to say. */
  void stop() {
    stops = true;
  }

  synchronized int mostAtOnce() {
    return most;
  }

  /** Begins to send. */
  ClientCall call() throws IOException, InterruptedException {
    var server = new GrpcServer(Map.of(METHOD, this::send));
    start(() ->
        server.serve(Channels.newInputStream(up.source()), Channels.newOutputStream(down.sink())));
    var client =
        new GrpcClient(Channels.newInputStream(down.source()), Channels.newOutputStream(up.sink()));
    start(client::run);
    return client.call(METHOD, Map.of());
  }

  private interface End {
    void run() throws IOException, InterruptedException;
  }

  private void start(End end) {
    ends.add(
        Thread.ofVirtual()
            .start(() -> {
              try {
                end.run();
              } catch (IOException | InterruptedException _) {
                // The connection is closed at the end of the test.
              }
            }));
  }

  private void send(ServerCall call) throws IOException, InterruptedException {
    for (var packet : packets) {
      call.send(packet.message());
    }
    if (stops) {
      return;
    }
    for (var next = call.receive(); next.isPresent(); next = call.receive()) {
      switch (Packet.of(next.get())) {
        case Packet.Request(int id) -> answer(call, id);
        case Packet.End end -> {
          call.send(end.message());
          return;
        }
        default -> throw new IOException("receivers do not say that");
      }
    }
  }

  private void answer(ServerCall call, int id) throws IOException, InterruptedException {
    count(1);
    var text = contents.getOrDefault(id, "");
    if (!text.isEmpty()) {
      call.send(new Packet.Data(id, text.getBytes(StandardCharsets.UTF_8)).message());
    }
    count(-1);
    call.send(new Packet.Data(id, new byte[0]).message());
  }

  private synchronized void count(int more) {
    open += more;
    most = Math.max(most, open);
  }

  @Override
  public void close() throws IOException {
    up.sink().close();
    down.sink().close();
    up.source().close();
    down.source().close();
    try {
      for (var end : ends) {
        end.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
