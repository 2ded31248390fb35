package dev.jug.buildkit.files;

import dev.jug.grpc.ClientCall;
import dev.jug.linux.Fd;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Takes in a directory that a client sends. For one thread, and once. */
public final class Receiver implements AutoCloseable {
  /** Contents asked for at a time. */
  private static final int AT_ONCE = 32;

  private final ClientCall call;
  private final ReceivedTree tree;
  private final Heard heard;
  private final ArrayDeque<Wanted> waiting = new ArrayDeque<>();
  private final Map<Integer, Incoming> open = new HashMap<>();
  private int next;
  private boolean told;
  private long bytes;

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Heard {
    /** So many bytes of contents are there. */
    void bytes(long count);
  }

  private record Wanted(int id, FileStat stat) {}

  private record Incoming(FileStat stat, OutputStream out) {}

  /**
   * @param call to a service that sends a directory
   * @param root directory to write below; stays the caller's
   */
  public Receiver(ClientCall call, Fd root, Heard heard) {
    this.call = call;
    this.tree = new ReceivedTree(root);
    this.heard = heard;
  }

  /**
   * Takes it in.
   *
   * @return how many bytes the contents have
   * @throws IOException if the client cannot send it, or sends what makes no sense
   */
  public long receive() throws IOException, InterruptedException {
    while (!(told && open.isEmpty() && waiting.isEmpty())) {
      take(packet());
    }
    call.send(new Packet.End().message());
    call.end();
    while (!(packet() instanceof Packet.End)) {
      // What else is on its way was not asked for.
    }
    return bytes;
  }

  private Packet packet() throws IOException {
    var message =
        call.receive().orElseThrow(() -> new IOException("the client stopped sending files"));
    return Packet.of(message);
  }

  private void take(Packet packet) throws IOException, InterruptedException {
    switch (packet) {
      case Packet.Entry(var stat) when stat.isPresent() -> entry(stat.get());
      case Packet.Entry _ -> told = true;
      case Packet.Data(int id, var content) -> data(id, content);
      case Packet.Failed(var why) -> throw new IOException("the client cannot send files: " + why);
      case Packet.Request _, Packet.End _ ->
          throw new IOException("the client answers what was not asked");
    }
  }

  private void entry(FileStat stat) throws IOException, InterruptedException {
    int id = next++;
    if (stat.hasContent()) {
      waiting.add(new Wanted(id, stat));
      request();
    } else {
      var none = tree.make(stat);
      if (none != null) {
        none.close();
      }
    }
  }

  private void request() throws IOException, InterruptedException {
    while (!waiting.isEmpty() && open.size() < AT_ONCE) {
      var wanted = waiting.remove();
      try (var file = tree.make(wanted.stat())) {
        if (file != null) {
          var out = new FileOutputStream("/proc/self/fd/" + file.number());
          open.put(wanted.id(), new Incoming(wanted.stat(), out));
        }
      }
      call.send(new Packet.Request(wanted.id()).message());
    }
  }

  private void data(int id, byte[] content) throws IOException, InterruptedException {
    var incoming = open.get(id);
    if (incoming == null) {
      throw new IOException("the client sends what was not asked for");
    }
    if (content.length > 0) {
      incoming.out().write(content);
      bytes += content.length;
      heard.bytes(bytes);
      return;
    }
    open.remove(id);
    incoming.out().close();
    tree.finish(incoming.stat());
    request();
  }

  @Override
  public void close() throws IOException {
    try (tree) {
      for (var incoming : open.values()) {
        incoming.out().close();
      }
    }
  }
}
