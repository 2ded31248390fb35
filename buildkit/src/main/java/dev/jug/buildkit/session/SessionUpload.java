package dev.jug.buildkit.session;

import dev.jug.grpc.ClientCall;
import dev.jug.grpc.proto.ProtoReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a client reads from its standard input, for a build.
 *
 * @param session of the client
 */
public record SessionUpload(Session session) {
  /** The host of addresses that mean such. */
  public static final String HOST = "buildkit-session";

  private static final String METHOD = "/moby.upload.v1.Upload/Pull";

  /** Opens it; the caller closes it. */
  public InputStream open(URI address) throws IOException, InterruptedException {
    var call =
        session.call(
            METHOD,
            Map.of("urlpath", List.of(address.getPath()), "urlhost", List.of(address.getHost())));
    call.end();
    return new Upload(call);
  }

  private static final class Upload extends InputStream {
    private final ClientCall call;
    private ByteArrayInputStream piece = new ByteArrayInputStream(new byte[0]);
    private boolean ended;

    private Upload(ClientCall call) {
      this.call = call;
    }

    @Override
    public int read() throws IOException {
      return fill() ? piece.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return length == 0 || fill() ? piece.read(bytes, from, length) : -1;
    }

    private boolean fill() throws IOException {
      while (piece.available() == 0 && !ended) {
        var next = call.receive();
        ended = next.isEmpty();
        if (next.isPresent()) {
          piece = new ByteArrayInputStream(ProtoReader.of(next.get()).bytes(1));
        }
      }
      return !ended;
    }

    @Override
    public void close() throws IOException {
      call.close();
    }
  }
}
