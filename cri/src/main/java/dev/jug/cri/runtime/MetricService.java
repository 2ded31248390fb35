package dev.jug.cri.runtime;

import dev.jug.cri.call.Calls;
import dev.jug.cri.message.Draft;
import dev.jug.cri.runtime.StatsService.Used;
import dev.jug.cri.runtime.StatsService.UsedPod;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a kubelet shows as {@code /metrics/cadvisor} when it does not look itself ({@code
 * PodAndContainerStatsFromCRI}).
 *
 * @param stats has the figures
 */
public record MetricService(StatsService stats) {
  /** The labels that all have, before their own. What is no container's has some of them empty. */
  private static final List<String> KEYS =
      List.of("id", "name", "image", "container", "pod", "namespace");

  /** Adds its methods. */
  public void addTo(Calls calls) {
    calls.unary("ListMetricDescriptors", (_, out) -> describe(out));
    calls.unary(
        "ListPodSandboxMetrics",
        (_, out) -> out.messages("pod_metrics", stats.pods(), MetricService::pod));
    calls.flow(
        "StreamPodSandboxMetrics",
        "StreamPodSandboxMetricsRequest",
        (_, call) -> {
          var found = stats.pods();
          call.send(
              Draft.of(
                  "StreamPodSandboxMetricsResponse",
                  out -> out.messages("pod_sandbox_metrics", found, MetricService::pod)));
        });
  }

  private static void describe(Draft out) {
    var told = new HashSet<String>();
    Stream.<Metric<?>>concat(ContainerMetrics.ALL.stream(), NetworkMetrics.ALL.stream())
        .filter(metric -> told.add(metric.name()))
        .forEach(metric -> out.message("descriptors", one -> describe(one, metric)));
  }

  private static void describe(Draft out, Metric<?> metric) {
    out.text("name", metric.name())
        .text("help", metric.help())
        .texts("label_keys", Stream.concat(KEYS.stream(), metric.keys().stream()).toList());
  }

  private static void pod(Draft out, UsedPod used) {
    var pod = used.pod();
    out.text("pod_sandbox_id", pod.id());
    if (!pod.request().sharing().hostNetwork() && !used.containers().isEmpty()) {
      var common = labels(used, pod.id(), "", "", "");
      for (var network : used.containers().getFirst().usage().networks().entrySet()) {
        NetworkMetrics.ALL.forEach(metric -> metric(out, metric, network, common, Instant.now()));
      }
    }
    out.messages(
        "container_metrics",
        used.containers(),
        (one, container) -> container(one, used, container));
  }

  private static void container(Draft out, UsedPod pod, Used used) {
    var container = used.container();
    var member = container.member();
    out.text("container_id", container.id());
    var common =
        labels(pod, container.id(), container.container().name(), member.image(), member.name());
    ContainerMetrics.ALL.forEach(metric -> metric(out, metric, used, common, used.usage().read()));
  }

  private static List<String> labels(
      UsedPod used, String id, String name, String image, String container) {
    var identity = used.pod().request().identity();
    return List.of(id, name, image, container, identity.name(), identity.namespace());
  }

  private static <T> void metric(
      Draft out, Metric<T> metric, T of, List<String> common, Instant when) {
    out.message(
        "metrics",
        one ->
            one.text("name", metric.name())
                .number("timestamp", Times.nanos(when))
                .constant("metric_type", metric.type())
                .texts(
                    "label_values",
                    Stream.concat(common.stream(), metric.labels().apply(of).stream()).toList())
                .value("value", metric.figure().applyAsLong(of)));
  }
}
