package dev.jug.cri.runtime;

import dev.jug.cri.call.Calls;
import dev.jug.cri.message.Draft;
import dev.jug.engine.PodSandboxes;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.grpc.ServerCall;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What happens to pods and their containers, told at once to a kubelet that does not want to ask.
 * What happens to a sandbox has the sandbox's id as that of the container, as elsewhere.
 *
 * @param pods has them
 */
public record EventService(PodSandboxes pods) {
  private static final Map<Action, String> TYPES =
      Map.of(
          Action.CREATE, "CONTAINER_CREATED_EVENT",
          Action.START, "CONTAINER_STARTED_EVENT",
          Action.DIE, "CONTAINER_STOPPED_EVENT",
          Action.DESTROY, "CONTAINER_DELETED_EVENT");

  /** Adds its methods. */
  public void addTo(Calls calls) {
    calls.flow("GetContainerEvents", "GetEventsRequest", (_, call) -> tell(call));
  }

  private void tell(ServerCall call) throws IOException, InterruptedException {
    BlockingQueue<Told> queue = new LinkedBlockingQueue<>();
    try (var _ = pods.events().subscribe(event -> queue.add(told(event)))) {
      call.begin();
      while (true) {
        var told = queue.take();
        if (TYPES.containsKey(told.event().action())) {
          call.send(message(told));
        }
      }
    }
  }

  /**
   * An event and the sandbox of then, which may be gone when it is told.
   *
   * @param event what happened
   * @param pod to which sandbox, or in which
   */
  private record Told(Event event, Optional<PodSandbox> pod) {}

  private Told told(Event event) {
    var sandbox = event.attributes().getOrDefault(PodSandboxes.SANDBOX, "");
    return new Told(event, pods.lookUp(sandbox));
  }

  private byte[] message(Told told) {
    var event = told.event();
    return Draft.of(
        "ContainerEventResponse",
        out -> {
          out.text("container_id", event.id())
              .constant("container_event_type", TYPES.getOrDefault(event.action(), ""))
              .number("created_at", Times.nanos(event.time()));
          told.pod()
              .ifPresent(found ->
                  out.message("pod_sandbox_status", status -> SandboxViews.status(status, found))
                      .messages(
                          "containers_statuses", pods.containers(found), ContainerViews::status));
        });
  }
}
