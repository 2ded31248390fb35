package dev.jug.cri.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cri.Node;
import dev.jug.cri.message.Message;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Figures by cAdvisor's names. */
@Root
@LeakChecked
@Requires("busybox")
class MetricTest {
  @RegisterExtension private static final Node node = new Node();

  private static Map<String, List<String>> descriptors() throws IOException {
    var keys = new HashMap<String, List<String>>();
    for (var each :
        node.kubelet().runtime("ListMetricDescriptors", _ -> {}).messages("descriptors")) {
      assertThat(each.text("help")).isNotEmpty();
      assertThat(keys.put(each.text("name"), each.texts("label_keys"))).isNull();
    }
    return keys;
  }

  /** By name, and what tells it from others of that name. */
  private static Map<String, Message> byName(List<Message> metrics) throws IOException {
    var descriptors = descriptors();
    var found = new HashMap<String, Message>();
    for (var metric : metrics) {
      var name = metric.text("name");
      var labels = metric.texts("label_values");
      assertThat(descriptors).containsKey(name);
      assertThat(labels).as(name).hasSameSizeAs(descriptors.get(name));
      assertThat(metric.number("timestamp")).isPositive();
      found.put(name + labels.subList(6, labels.size()), metric);
    }
    return found;
  }

  private static long value(Map<String, Message> metrics, String name) throws IOException {
    return metrics.get(name).value("value").orElseThrow();
  }

  @Test
  void eachFigureHasADescriptorAndIsTrue() throws Exception {
    var pod = Pod.of(node, "busy");
    var sandbox = pod.run();
    var id = pod.start(sandbox, Pod.shell("c", "while :; do :; done"));
    pod.exec(id, "ping -c 3 -i 0.1 $(ip route | awk '/default/ {print $3}')");
    Map<String, Message> metrics;
    long deadline = System.nanoTime() + 30_000_000_000L;
    do {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(100);
      metrics =
          byName(metrics(sandbox).messages("container_metrics").getFirst().messages("metrics"));
    } while (value(metrics, "container_cpu_usage_seconds_total[total]") < 2);
    assertThat(value(metrics, "container_cpu_usage_seconds_total[total]")).isLessThan(60);
    assertThat(metrics.get("container_cpu_usage_seconds_total[total]").texts("label_values"))
        .startsWith(id)
        .endsWith("box:1", "c", "busy", "default", "total");
    assertThat(value(metrics, "container_memory_working_set_bytes[]")).isPositive();
    assertThat(value(metrics, "container_memory_failures_total[pgfault, container]")).isPositive();
    assertThat(value(metrics, "container_processes[]")).isPositive();
    assertThat(value(metrics, "container_start_time_seconds[]"))
        .isBetween(1_000_000_000L, System.currentTimeMillis() / 1000);
    var network = byName(metrics(sandbox).messages("metrics"));
    assertThat(value(network, "container_network_transmit_bytes_total[eth0]")).isGreaterThan(250);
    assertThat(network.get("container_network_transmit_bytes_total[eth0]").texts("label_values"))
        .containsExactly(sandbox, "", "", "", "busy", "default", "eth0");
  }

  private static Message metrics(String sandbox) throws IOException {
    var pods = node.kubelet().runtime("ListPodSandboxMetrics", _ -> {}).messages("pod_metrics");
    assertThat(pods).hasSize(1);
    assertThat(pods.getFirst().text("pod_sandbox_id")).isEqualTo(sandbox);
    return pods.getFirst();
  }
}
