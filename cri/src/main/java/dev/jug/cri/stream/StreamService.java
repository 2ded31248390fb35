package dev.jug.cri.stream;

import dev.jug.cri.call.Calls;
import dev.jug.cri.message.Message;
import dev.jug.engine.PodContainer;
import dev.jug.engine.PodSandboxes;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.grpc.proto.ProtoException;
import dev.jug.streaming.StreamingServer;
import dev.jug.streaming.session.AttachRequest;
import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.PortForwardRequest;
import dev.jug.streaming.session.Wanted;
import java.net.URI;

/**
 * The calls that answer with a URL. What can be said about a request is said here, as a status;
 * behind the URL there is only a sentence.
 *
 * @param pods has the containers
 * @param server serves whoever comes with a URL
 */
public record StreamService(PodSandboxes pods, StreamingServer server) {
  /** Adds its methods. */
  public void addTo(Calls calls) {
    calls.unary("Exec", (in, out) -> out.text("url", exec(in).toString()));
    calls.unary("Attach", (in, out) -> out.text("url", attach(in).toString()));
    calls.unary("PortForward", (in, out) -> out.text("url", portForward(in).toString()));
  }

  private URI exec(Message request) throws ProtoException {
    var wanted = wanted(request);
    var command = request.texts("cmd");
    if (command.isEmpty()) {
      throw new Invalid("there is no command to run", "");
    }
    return server.exec(new ExecRequest(running(request).id(), command, wanted));
  }

  private URI attach(Message request) throws ProtoException {
    var wanted = wanted(request);
    var container = running(request);
    boolean terminal = container.request().process().terminal();
    if (wanted.terminal() != terminal) {
      throw new Invalid(
          "container " + container.id() + " has " + (terminal ? "a" : "no") + " terminal",
          "tty must match the container's.");
    }
    return server.attach(new AttachRequest(container.id(), wanted));
  }

  private URI portForward(Message request) throws ProtoException {
    var pod = pods.find(request.text("pod_sandbox_id"));
    pod.requireReady();
    try {
      var ports = request.numbers("port").stream().map(Math::toIntExact).toList();
      return server.portForward(new PortForwardRequest(pod.id(), ports));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Invalid(String.valueOf(e.getMessage()), "");
    }
  }

  private PodContainer running(Message request) throws ProtoException {
    var container = pods.container(request.text("container_id"));
    if (!container.isRunning()) {
      throw new Conflict("container " + container.id() + " is not running", "");
    }
    return container;
  }

  private static Wanted wanted(Message request) throws ProtoException {
    try {
      return new Wanted(
          request.flag("stdin"),
          request.flag("stdout"),
          request.flag("stderr"),
          request.flag("tty"));
    } catch (IllegalArgumentException e) {
      throw new Invalid(String.valueOf(e.getMessage()), "");
    }
  }
}
