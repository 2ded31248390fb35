package dev.jug.buildkit.session;

import dev.jug.grpc.ClientCall;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A store of blobs that a client has, such as the directory of a build cache.
 *
 * @param session of the client
 * @param store what the client calls it
 */
public record SessionContent(Session session, String store) {
  private static final String SERVICE = "/containerd.services.content.v1.Content/";
  private static final int PIECE = 256 << 10;
  private static final int WRITE = 1;
  private static final int COMMIT = 2;

  private ClientCall call(String method) throws IOException {
    try {
      var field = Map.of("buildkit-attachable-store-id", List.of(store));
      return session.call(SERVICE + method, field);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static InterruptedIOException interrupted(InterruptedException why) {
    Thread.currentThread().interrupt();
    var interrupted = new InterruptedIOException("interrupted while calling the client");
    interrupted.initCause(why);
    return interrupted;
  }

  private static void send(ClientCall call, ProtoWriter.Fields fields) throws IOException {
    try {
      call.send(ProtoWriter.message(fields));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void end(ClientCall call) throws IOException {
    try {
      call.end();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether it has a blob. */
  boolean has(Digest digest) throws IOException {
    try (var call = call("Info")) {
      send(call, out -> out.text(1, digest.toString()));
      end(call);
      return call.receive().isPresent();
    } catch (GrpcException e) {
      if (e.status() == Status.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Opens a blob.
   *
   * @param from the first byte wanted
   * @throws ImageException if it is not there
   */
  InputStream open(Digest digest, long from) throws IOException {
    var call = call("Read");
    try {
      send(call, out -> out.text(1, digest.toString()).number(2, from));
      end(call);
      return new Received(call, digest);
    } catch (IOException e) {
      call.close();
      throw e;
    }
  }

  private static ImageException missing(Digest digest, GrpcException why) {
    return new ImageException(
        Kind.NOT_FOUND, "the client has no " + digest + ": " + why.getMessage(), "", why);
  }

  private static final class Received extends InputStream {
    private final ClientCall call;
    private final Digest digest;
    private byte[] piece = new byte[0];
    private int next;

    private Received(ClientCall call, Digest digest) {
      this.call = call;
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      while (next == piece.length) {
        var message = receive();
        if (message.length == 0) {
          return -1;
        }
        piece = ProtoReader.of(message).bytes(2);
        next = 0;
      }
      int some = Math.min(length, piece.length - next);
      System.arraycopy(piece, next, bytes, from, some);
      next += some;
      return some;
    }

    private byte[] receive() throws IOException {
      try {
        return call.receive().orElse(new byte[0]);
      } catch (GrpcException e) {
        if (e.status() == Status.NOT_FOUND) {
          throw missing(digest, e);
        }
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      call.close();
    }
  }

  /** Stores a blob, which the client verifies. */
  void put(Descriptor blob, InputStream content) throws IOException {
    try (var call = call("Write")) {
      var buffer = new byte[PIECE];
      long offset = 0;
      for (int some = content.read(buffer); some > 0; some = content.read(buffer)) {
        write(call, blob, WRITE, offset, Arrays.copyOf(buffer, some));
        offset += some;
      }
      write(call, blob, COMMIT, offset, new byte[0]);
      end(call);
    }
  }

  private static void write(ClientCall call, Descriptor blob, int action, long offset, byte[] data)
      throws IOException {
    var digest = blob.digest().toString();
    send(
        call,
        out -> {
          out.number(1, action).text(2, digest).number(3, blob.size()).text(4, digest);
          out.number(5, offset).bytes(6, data);
        });
    if (call.receive().isEmpty()) {
      throw new IOException("the client does not take " + digest);
    }
  }
}
