package dev.jug.buildkit.session;

import dev.jug.buildkit.files.Sender;
import dev.jug.grpc.ClientCall;
import dev.jug.grpc.proto.ProtoWriter;
import dev.jug.linux.fs.Entries;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A place of the client's for what was built.
 *
 * @param session of the client
 * @param number of the place, from 0
 */
public record SessionTarget(Session session, int number) {
  private static final String METHOD = "/moby.filesync.v1.FileSend/DiffCopy";

  private ClientCall call() throws IOException, InterruptedException {
    var field = Map.of("buildkit-attachable-exporter-id", List.of(Integer.toString(number)));
    return session.call(METHOD, field);
  }

  /**
   * Sends what is in a directory.
   *
   * @throws IOException if the client does not take it
   */
  public void directory(Path files) throws IOException, InterruptedException {
    try (var call = call();
        var root = Entries.directory(files)) {
      new Sender(call, root).send();
    }
  }

  /** Opens a file; it is whole when it is closed. */
  public OutputStream open() throws IOException, InterruptedException {
    return new Sent(call());
  }

  private static final class Sent extends OutputStream {
    private final ClientCall call;
    private boolean closed;

    private Sent(ClientCall call) {
      this.call = call;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      var piece = Arrays.copyOfRange(bytes, from, from + length);
      try {
        call.send(ProtoWriter.message(out -> out.bytes(1, piece)));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    /** The client answers when it has written everything. */
    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (call) {
        call.end();
        call.receive();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    private static InterruptedIOException interrupted(InterruptedException why) {
      Thread.currentThread().interrupt();
      var interrupted = new InterruptedIOException("interrupted while sending");
      interrupted.initCause(why);
      return interrupted;
    }
  }
}
