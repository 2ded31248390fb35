package dev.jug.cri.runtime;

import dev.jug.cri.call.Calls;
import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.PodContainer;
import dev.jug.engine.PodSandboxes;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.grpc.proto.ProtoException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Containers of pod sandboxes.
 *
 * @param pods has them
 */
public record ContainerService(PodSandboxes pods) {
  /** Adds its methods. */
  public void addTo(Calls calls) {
    calls.unary(
        "CreateContainer",
        (in, out) -> out.text("container_id", pods.create(requests().of(in)).id()));
    calls.unary("StartContainer", (in, _) -> start(find(in)));
    calls.unary("StopContainer", (in, _) -> stop(in));
    calls.unary("RemoveContainer", (in, _) -> lookUp(in).ifPresent(pods::remove));
    calls.unary(
        "ListContainers",
        (in, out) -> out.messages("containers", of(in.message("filter")), ContainerViews::item));
    calls.unary("ContainerStatus", this::status);
    calls.unary("UpdateContainerResources", (in, _) -> update(in));
    calls.unary("ReopenContainerLog", (in, _) -> reopen(find(in)));
    calls.unary("ExecSync", (in, out) -> new ExecSync(find(in).container(), in).run(out));
    calls.flow(
        "StreamContainers",
        "StreamContainersRequest",
        (in, call) -> {
          var found = of(in.message("filter"));
          call.send(
              Draft.of(
                  "StreamContainersResponse",
                  out -> out.messages("containers", found, ContainerViews::item)));
        });
  }

  private ContainerRequests requests() throws IOException {
    return new ContainerRequests(pods, OomScore.ofEngine());
  }

  private PodContainer find(Message request) throws ProtoException {
    return pods.container(request.text("container_id"));
  }

  private Optional<PodContainer> lookUp(Message request) throws ProtoException {
    return pods.lookUpContainer(request.text("container_id"));
  }

  /** A container runs once. Whoever asks again because the answer was lost gets it again. */
  private static void start(PodContainer container) {
    if (container.hasEnded()) {
      throw new Conflict(
          "container " + container.id() + " is in state CONTAINER_EXITED, and runs once", "");
    }
    container.container().start(Optional.empty());
  }

  private void stop(Message request) throws ProtoException {
    long seconds = Math.max(0, request.number("timeout"));
    lookUp(request)
        .filter(PodContainer::isRunning)
        .ifPresent(container ->
            container.container().stop(StopRequest.within(Duration.ofSeconds(seconds))));
  }

  private void status(Message request, Draft out) throws ProtoException {
    var container = find(request);
    out.message("status", status -> ContainerViews.status(status, container));
    if (request.flag("verbose")) {
      out.map("info", Map.of("sandboxID", container.member().sandbox()));
    }
  }

  private void update(Message request) throws ProtoException {
    var limits = new ResourceLimits(request.message("linux")).options();
    find(request).container().update(new UpdateRequest(limits, null));
  }

  private static void reopen(PodContainer container) throws IOException {
    if (!container.isRunning()) {
      throw new Conflict("container " + container.id() + " is not running", "");
    }
    container.reopenLog();
  }

  /** Those that a filter lets through. */
  List<PodContainer> of(Message filter) throws ProtoException {
    var id = filter.text("id");
    var sandbox = filter.text("pod_sandbox_id");
    var state = filter.message("state").constant("state");
    var labels = filter.map("label_selector").entrySet();
    boolean all = !filter.has("state");
    var found = new ArrayList<>(pods.containers());
    found.removeIf(container ->
        !container.id().startsWith(id)
            || !container.member().sandbox().startsWith(sandbox)
            || (!all && !ContainerViews.state(container).equals(state))
            || !container.member().labels().entrySet().containsAll(labels));
    return found;
  }
}
