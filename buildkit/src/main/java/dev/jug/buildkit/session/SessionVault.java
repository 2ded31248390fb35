package dev.jug.buildkit.session;

import dev.jug.build.exec.Vault;
import dev.jug.grpc.ClientCall;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets and agents that a client lets a build use ({@code --secret}, {@code --ssh}).
 *
 * @param session of the client
 */
public record SessionVault(Session session) implements Vault {
  private static final System.Logger LOG = System.getLogger(SessionVault.class.getName());
  private static final String SECRET = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
  private static final String CHECK = "/moby.sshforward.v1.SSH/CheckAgent";
  private static final String FORWARD = "/moby.sshforward.v1.SSH/ForwardAgent";
  private static final int PIECE = 16 << 10;

  @Override
  public Optional<byte[]> secret(String id) throws IOException, InterruptedException {
    if (!session.answers(SECRET)) {
      return Optional.empty();
    }
    try {
      var answer = session.unary(SECRET, ProtoWriter.message(out -> out.text(1, id)));
      return Optional.of(ProtoReader.of(answer).bytes(1));
    } catch (GrpcException e) {
      if (e.status() == Status.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public boolean hasAgent(String id) throws IOException, InterruptedException {
    if (!session.answers(CHECK)) {
      return false;
    }
    try {
      session.unary(CHECK, ProtoWriter.message(out -> out.text(1, id)));
      return true;
    } catch (GrpcException e) {
      LOG.log(System.Logger.Level.DEBUG, "no agent {0}: {1}", id, e.getMessage());
      return false;
    }
  }

  @Override
  public void agent(String id, ByteChannel program) throws IOException, InterruptedException {
    try (var call = session.call(FORWARD, Map.of("buildkit.ssh.id", List.of(id)))) {
      var back = Thread.ofVirtual().name("agent-answers").start(() -> answers(call, program));
      requests(program, call);
      back.join();
    }
  }

  private static void requests(ByteChannel program, ClientCall call)
      throws IOException, InterruptedException {
    var piece = ByteBuffer.allocate(PIECE);
    while (program.read(piece) >= 0) {
      var bytes = Arrays.copyOf(piece.array(), piece.position());
      call.send(ProtoWriter.message(out -> out.bytes(1, bytes)));
      piece.clear();
    }
    call.end();
  }

  private static void answers(ClientCall call, ByteChannel program) {
    try (program) {
      for (var next = call.receive(); next.isPresent(); next = call.receive()) {
        var bytes = ByteBuffer.wrap(ProtoReader.of(next.get()).bytes(1));
        while (bytes.hasRemaining()) {
          program.write(bytes);
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "connection to an agent ended: {0}", e.getMessage());
    }
  }
}
