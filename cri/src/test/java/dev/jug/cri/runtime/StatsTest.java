package dev.jug.cri.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cri.Node;
import dev.jug.cri.message.Message;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a kubelet hears of pods without looking into them. */
@Root
@LeakChecked
@Requires("busybox")
class StatsTest {
  @RegisterExtension private static final Node node = new Node();

  @Test
  void usageIsThatOfTheContainer() throws IOException {
    var pod = Pod.of(node, "busy");
    var id =
        pod.start(
            pod.run(),
            Pod.shell("c", "head -c 8000000 /dev/zero > /file; tail -c 9999999 /dev/zero"));
    var stats = stats(id);
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (cpu(stats) < 100_000_000L || memory(stats) < 1 << 20) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      stats = stats(id);
    }
    assertThat(stats.message("attributes").text("id")).isEqualTo(id);
    assertThat(stats.message("writable_layer").value("used_bytes").orElseThrow())
        .isGreaterThan(8_000_000);
  }

  private static Message stats(String id) throws IOException {
    return node.kubelet()
        .runtime("ContainerStats", in -> in.text("container_id", id))
        .message("stats");
  }

  private static long cpu(Message stats) throws IOException {
    return stats.message("cpu").value("usage_core_nano_seconds").orElseThrow();
  }

  private static long memory(Message stats) throws IOException {
    return stats.message("memory").value("working_set_bytes").orElseThrow();
  }

  @Test
  void aPodsTrafficIsItsNetworks() throws IOException {
    var pod = Pod.of(node, "talking");
    var sandbox = pod.run();
    var id = pod.start(sandbox, Pod.shell("c", "sleep 100"));
    // The answers to what may go no further than the first router are shorter.
    pod.exec(id, "ping -c 5 -i 0.1 -W 1 -t 1 -s 1000 192.0.2.1");
    var stats =
        node.kubelet()
            .runtime("PodSandboxStats", in -> in.text("pod_sandbox_id", sandbox))
            .message("stats")
            .message("linux");
    var network = stats.message("network").message("default_interface");
    assertThat(network.text("name")).isEqualTo("eth0");
    assertThat(network.value("tx_bytes").orElseThrow()).isGreaterThan(5000);
    assertThat(network.value("rx_bytes").orElseThrow()).isLessThan(5000);
    assertThat(stats.message("process").value("process_count").orElseThrow()).isPositive();
    assertThat(stats.messages("containers")).hasSize(1);
  }

  @Test
  void eventsTellOfAContainersLife() throws Exception {
    var pod = Pod.of(node, "told");
    var sandbox = pod.run();
    var heard = new LinkedBlockingQueue<Message>();
    try (var _ = node.kubelet().follow("GetContainerEvents", "GetEventsRequest", heard::add)) {
      Thread.sleep(200);
      var id = pod.start(sandbox, Pod.shell("c", "exit 4"));
      pod.ended(id);
      node.kubelet().runtime("RemoveContainer", in -> in.text("container_id", id));
      for (var type : new String[] {"CREATED", "STARTED", "STOPPED", "DELETED"}) {
        var event = heard.poll(10, TimeUnit.SECONDS);
        assertThat(event).as(type).isNotNull();
        assertThat(event.constant("container_event_type"))
            .isEqualTo("CONTAINER_" + type + "_EVENT");
        assertThat(event.text("container_id")).isEqualTo(id);
        assertThat(event.message("pod_sandbox_status").text("id")).isEqualTo(sandbox);
      }
    }
  }

  @Test
  void eventsTellOfASandboxesLife() throws Exception {
    var pod = Pod.of(node, "held");
    var heard = new LinkedBlockingQueue<Message>();
    try (var _ = node.kubelet().follow("GetContainerEvents", "GetEventsRequest", heard::add)) {
      Thread.sleep(200);
      var id = pod.run();
      assertThat(pod.run()).isEqualTo(id);
      for (var rpc : List.of("StopPodSandbox", "StopPodSandbox", "RemovePodSandbox")) {
        node.kubelet().runtime(rpc, in -> in.text("pod_sandbox_id", id));
      }
      for (var type : new String[] {"CREATED", "STARTED", "STOPPED", "DELETED"}) {
        var event = heard.poll(10, TimeUnit.SECONDS);
        assertThat(event).as(type).isNotNull();
        assertThat(event.constant("container_event_type"))
            .isEqualTo("CONTAINER_" + type + "_EVENT");
        assertThat(event.text("container_id")).isEqualTo(id);
        var metadata = event.message("pod_sandbox_status").message("metadata");
        assertThat(metadata.text("name")).as(type).isEqualTo("held");
      }
    }
  }
}
