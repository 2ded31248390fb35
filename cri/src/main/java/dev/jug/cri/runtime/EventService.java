package dev.jug.cri.runtime;

import dev.jug.cri.call.Calls;
import dev.jug.cri.message.Draft;
import dev.jug.engine.PodSandboxes;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.grpc.ServerCall;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What happens to containers of pods, told at once to a kubelet that does not want to ask.
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
    BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    try (var _ = pods.events().subscribe(queue::add)) {
      call.begin();
      while (true) {
        var event = queue.take();
        if (TYPES.containsKey(event.action())) {
          call.send(message(event));
        }
      }
    }
  }

  private byte[] message(Event event) {
    var sandbox = event.attributes().getOrDefault(PodSandboxes.SANDBOX, "");
    var pod = pods.lookUp(sandbox);
    return Draft.of(
        "ContainerEventResponse",
        out -> {
          out.text("container_id", event.id())
              .constant("container_event_type", TYPES.getOrDefault(event.action(), ""))
              .number("created_at", Times.nanos(event.time()));
          pod.ifPresent(found ->
              out.message("pod_sandbox_status", status -> SandboxViews.status(status, found))
                  .messages("containers_statuses", pods.containers(found), ContainerViews::status));
        });
  }
}
