package dev.jug.buildkit.files;

import dev.jug.grpc.ClientCall;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import dev.jug.linux.fs.Rooted;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sends a directory to a client. For one thread, and once. */
public final class Sender {
  private static final int PIECE = 32 << 10;
  private static final int PERMISSIONS = 07777;
  private static final int O_RDONLY = 0;
  private static final long NANOS = 1_000_000_000;

  private final ClientCall call;
  private final Fd root;
  private final Map<Integer, String> files = new HashMap<>();
  private int next;

  /**
   * @param call to a service that takes a directory
   * @param root what is sent; stays the caller's
   */
  public Sender(ClientCall call, Fd root) {
    this.call = call;
    this.root = root;
  }

  /**
   * Sends it; devices, pipes and sockets stay behind.
   *
   * @throws IOException if the client does not take it
   */
  public void send() throws IOException, InterruptedException {
    walk(root, "");
    call.send(new Packet.Entry(Optional.empty()).message());
    while (true) {
      var message =
          call.receive().orElseThrow(() -> new IOException("the client stopped taking files"));
      switch (Packet.of(message)) {
        case Packet.Request(int id) -> content(id);
        case Packet.End end -> {
          call.send(end.message());
          call.end();
          return;
        }
        case Packet.Failed(var why) ->
            throw new IOException("the client cannot take files: " + why);
        default -> throw new IOException("the client sends instead of taking");
      }
    }
  }

  private void walk(Fd directory, String path) throws IOException, InterruptedException {
    var names = Entries.names(directory);
    names.sort(Arrays::compareUnsigned);
    for (var name : names) {
      var status = Entries.status(directory, name);
      var below = path + FileStat.text(name);
      if (status.isDirectory()) {
        tell(below, GoMode.DIRECTORY, status, "");
        try (var inner = Entries.directory(directory, name)) {
          walk(inner, below + "/");
        }
      } else if (status.isLink()) {
        tell(below, GoMode.SYMLINK, status, FileStat.text(Entries.link(directory, name)));
      } else if (status.isFile()) {
        files.put(next, below);
        tell(below, 0, status, "");
      }
    }
  }

  private void tell(String path, int type, FileStatus status, String link)
      throws IOException, InterruptedException {
    next++;
    int mode = type | GoMode.ofPermissions(status.mode() & PERMISSIONS);
    long time = status.seconds() * NANOS + status.nanos();
    var stat = new FileStat(path, mode, status.size(), time, link, Map.of());
    call.send(new Packet.Entry(Optional.of(stat)).message());
  }

  private void content(int id) throws IOException, InterruptedException {
    var path = files.get(id);
    if (path == null) {
      throw new IOException("the client asks for a file that there is not");
    }
    try (var file = Rooted.openPlain(root, FileStat.bytes(path), O_RDONLY);
        var in = new FileInputStream("/proc/self/fd/" + file.number())) {
      for (var piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        call.send(new Packet.Data(id, piece).message());
      }
    }
    call.send(new Packet.Data(id, new byte[0]).message());
  }
}
