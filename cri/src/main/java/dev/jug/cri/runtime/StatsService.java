package dev.jug.cri.runtime;

import dev.jug.cri.call.Calls;
import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.Engine;
import dev.jug.engine.PodContainer;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.engine.usage.Usage;
import dev.jug.grpc.proto.ProtoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What containers and pods have used.
 *
 * @param engine counts
 */
public record StatsService(Engine engine) {
  /** A container and what it has used. */
  record Used(PodContainer container, Usage usage) {}

  /** A sandbox and what its containers have used. */
  record UsedPod(PodSandbox pod, List<Used> containers) {}

  /** Adds its methods. */
  public void addTo(Calls calls) {
    var views = new StatsViews(engine, Path.of(root()).resolve("containers"));
    calls.unary(
        "ContainerStats",
        (in, out) -> {
          var container = engine.pods().container(in.text("container_id"));
          out.message("stats", stats -> views.container(stats, used(container)));
        });
    calls.unary(
        "ListContainerStats",
        (in, out) -> out.messages("stats", containers(in.message("filter")), views::container));
    calls.unary(
        "PodSandboxStats",
        (in, out) -> {
          var pod = engine.pods().find(in.text("pod_sandbox_id"));
          out.message("stats", stats -> views.pod(stats, used(pod)));
        });
    calls.unary(
        "ListPodSandboxStats",
        (in, out) -> out.messages("stats", pods(in.message("filter")), views::pod));
    addFlows(calls, views);
  }

  private void addFlows(Calls calls, StatsViews views) {
    calls.flow(
        "StreamContainerStats",
        "StreamContainerStatsRequest",
        (in, call) -> {
          var found = containers(in.message("filter"));
          call.send(
              Draft.of(
                  "StreamContainerStatsResponse",
                  out -> out.messages("container_stats", found, views::container)));
        });
    calls.flow(
        "StreamPodSandboxStats",
        "StreamPodSandboxStatsRequest",
        (in, call) -> {
          var found = pods(in.message("filter"));
          call.send(
              Draft.of(
                  "StreamPodSandboxStatsResponse",
                  out -> out.messages("pod_sandbox_stats", found, views::pod)));
        });
  }

  private String root() {
    try {
      return engine.info().root();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Used used(PodContainer container) {
    return new Used(container, container.container().usage());
  }

  private UsedPod used(PodSandbox pod) {
    return new UsedPod(pod, used(engine.pods().containers(pod)));
  }

  /** Those that run; one may end meanwhile. */
  private static List<Used> used(List<PodContainer> containers) {
    return containers.stream()
        .filter(PodContainer::isRunning)
        .flatMap(container -> tried(container).stream())
        .toList();
  }

  private static Optional<Used> tried(PodContainer container) {
    try {
      return Optional.of(used(container));
    } catch (EngineException _) {
      return Optional.empty();
    }
  }

  private List<Used> containers(Message filter) throws ProtoException {
    var id = filter.text("id");
    var sandbox = filter.text("pod_sandbox_id");
    var labels = filter.map("label_selector").entrySet();
    var found = new ArrayList<>(engine.pods().containers());
    found.removeIf(container ->
        !container.id().startsWith(id)
            || !container.member().sandbox().startsWith(sandbox)
            || !container.member().labels().entrySet().containsAll(labels));
    return used(found);
  }

  /** All sandboxes that are ready, with what runs there. */
  List<UsedPod> pods() {
    return engine.pods().all().stream().filter(PodSandbox::isReady).map(this::used).toList();
  }

  private List<UsedPod> pods(Message filter) throws ProtoException {
    var id = filter.text("id");
    var labels = filter.map("label_selector").entrySet();
    return engine.pods().all().stream()
        .filter(PodSandbox::isReady)
        .filter(pod -> pod.id().startsWith(id))
        .filter(pod -> pod.request().labels().entrySet().containsAll(labels))
        .map(this::used)
        .toList();
  }
}
