package dev.jug.cri.stream;

import dev.jug.engine.PodSandboxes;
import dev.jug.engine.error.EngineException;
import dev.jug.http.endpoint.Duplex;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.streaming.session.AttachRequest;
import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.Sessions;
import dev.jug.streaming.session.Streams;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What clients get who come with a URL.
 *
 * @param pods has the containers
 */
public record PodSessions(PodSandboxes pods) implements Sessions {
  /** The process goes on without its client, and its input ends then: its monitor sees to that. */
  @Override
  public int exec(ExecRequest request, Streams streams) throws IOException, InterruptedException {
    var container = pods.container(request.container()).container();
    try (var pair = Socket.pair();
        var monitor = new FrameSocket(pair.first())) {
      var session = container.exec(process(request), Optional.of(pair.second()));
      streams.resizes().listen(size -> session.resize(size.rows(), size.columns()));
      return new ProcessStreams(monitor, streams, request.wanted().stdin(), true).copy();
    }
  }

  private static dev.jug.engine.request.ExecRequest process(ExecRequest request) {
    var wanted = request.wanted();
    return new dev.jug.engine.request.ExecRequest(
        request.command(),
        List.of(),
        null,
        null,
        wanted.terminal(),
        wanted.stdin(),
        false,
        false,
        0,
        0);
  }

  /**
   * The container's input ends with its first client if it has {@code stdin_once}, and never
   * otherwise (CRI v1, ContainerConfig).
   */
  @Override
  public void attach(AttachRequest request, Streams streams)
      throws IOException, InterruptedException {
    var container = pods.container(request.container());
    var process = container.request().process();
    boolean stdin = request.wanted().stdin() && process.stdin();
    boolean once = stdin && process.stdinOnce();
    try (var monitor = new FrameSocket(container.container().attach())) {
      if (once) {
        // Nothing, to be known as the client whose going ends the input.
        monitor.send(Frame.of(FrameType.STDIN, new byte[0]));
      }
      streams.resizes().listen(size -> container.container().resize(size.rows(), size.columns()));
      var _ = new ProcessStreams(monitor, streams, stdin, once).copy();
    }
  }

  @Override
  public Duplex connect(String sandbox, int port) throws IOException {
    try {
      return PodPort.of(pods.find(sandbox).connect(port));
    } catch (EngineException | SysException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
