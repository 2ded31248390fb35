package dev.jug.cri.runtime;

import dev.jug.cri.call.Calls;
import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.PodSandboxes;
import dev.jug.engine.pod.PodResources;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.grpc.proto.ProtoException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Pod sandboxes.
 *
 * @param pods has them
 */
public record SandboxService(PodSandboxes pods) {
  /** Adds its methods. */
  public void addTo(Calls calls) {
    calls.unary("RunPodSandbox", this::run);
    calls.unary("StopPodSandbox", (in, _) -> pods.lookUp(id(in)).ifPresent(pods::stop));
    calls.unary("RemovePodSandbox", (in, _) -> pods.lookUp(id(in)).ifPresent(pods::remove));
    calls.unary("PodSandboxStatus", this::status);
    calls.unary("ListPodSandbox", this::list);
    calls.unary("UpdatePodSandboxResources", (in, _) -> note(in));
    calls.flow(
        "StreamPodSandboxes",
        "StreamPodSandboxesRequest",
        (in, call) -> {
          var found = of(in.message("filter"));
          call.send(
              Draft.of(
                  "StreamPodSandboxesResponse",
                  out -> out.messages("pod_sandboxes", found, SandboxViews::item)));
        });
  }

  private static String id(Message request) throws ProtoException {
    return request.text("pod_sandbox_id");
  }

  private void run(Message request, Draft out) throws ProtoException {
    var handler = request.text("runtime_handler");
    var asked = SandboxRequests.of(request.message("config"), handler, pods.runtimes());
    out.text("pod_sandbox_id", pods.run(asked).id());
  }

  private void status(Message request, Draft out) throws ProtoException {
    var pod = pods.find(id(request));
    out.message("status", status -> SandboxViews.status(status, pod));
    out.messages("containers_statuses", pods.containers(pod), ContainerViews::status);
    out.number("timestamp", Times.nanos(Instant.now()));
    if (request.flag("verbose")) {
      out.map("info", SandboxViews.info(pod));
    }
  }

  /** The kubelet has set them at the pod's group before it says so. */
  private void note(Message request) throws ProtoException {
    pods.find(id(request))
        .note(
            new PodResources(
                new ResourceLimits(request.message("resources")).options(),
                new ResourceLimits(request.message("overhead")).options()));
  }

  private void list(Message request, Draft out) throws ProtoException {
    out.messages("items", of(request.message("filter")), SandboxViews::item);
  }

  /** Those that a filter lets through. */
  List<PodSandbox> of(Message filter) throws ProtoException {
    var id = filter.text("id");
    var labels = filter.map("label_selector");
    boolean all = !filter.has("state");
    boolean ready = filter.message("state").constant("state").equals("SANDBOX_READY");
    var found = new ArrayList<>(pods.all());
    found.removeIf(pod ->
        !pod.id().startsWith(id)
            || (!all && pod.isReady() != ready)
            || !pod.request().labels().entrySet().containsAll(labels.entrySet()));
    return found;
  }
}
