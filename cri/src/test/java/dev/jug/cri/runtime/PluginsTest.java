package dev.jug.cri.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cri.Node;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods whose network plugins make. */
@Root
@LeakChecked
@Requires({"busybox", "file:/usr/lib/cni/ptp"})
class PluginsTest {
  private final Node node = new Node();

  @BeforeEach
  void open() throws IOException {
    node.open();
  }

  @AfterEach
  void close() throws IOException {
    node.empty();
    for (var network : node.engine().networks().all()) {
      if (network.record().name().startsWith("pods-")) {
        node.engine().networks().remove(network.record().id());
      }
    }
    node.close();
  }

  private void configure(String file, String plugin) throws IOException {
    Files.writeString(
        node.configurations().resolve(file),
        """
        {"cniVersion": "1.0.0", "name": "pods-of-a-test", "plugins": [
          {"type": "%s", "ipam": {"type": "host-local", "dataDir": "%s",
            "ranges": [[{"subnet": "10.213.7.0/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
        """
            .formatted(plugin, node.directory().resolve("ipam")));
  }

  @Test
  void theFirstConfigurationOfTheFolderIsThePodsNetwork() throws IOException {
    configure("10-test.conflist", "ptp");
    var pod = Pod.of(node, "plugged");
    var sandbox = pod.run();
    var address =
        node.kubelet()
            .runtime("PodSandboxStatus", in -> in.text("pod_sandbox_id", sandbox))
            .message("status")
            .message("network")
            .text("ip");
    assertThat(address).startsWith("10.213.7.");
    var container = pod.start(sandbox, Pod.shell("c", "sleep 100"));
    assertThat(pod.exec(container, "ip -4 addr show eth0")).contains(address + "/");
    node.restart();
    assertThat(pod.exec(container, "ip -4 addr show eth0")).contains(address + "/");
    node.empty();
    assertThat(leases()).isEmpty();
  }

  private String leases() throws IOException {
    var text = new StringBuilder();
    try (var all = Files.walk(node.directory().resolve("ipam"))) {
      all.map(Path::getFileName)
          .map(String::valueOf)
          .filter(name -> name.startsWith("10.213."))
          .forEach(text::append);
    }
    return text.toString();
  }

  @Test
  void aPluginThatIsMissingIsSaidBeforeAPodComes() throws IOException {
    configure("10-test.conflist", "no-such-plugin");
    var conditions = node.kubelet().runtime("Status", _ -> {}).message("status");
    var network = conditions.messages("conditions").getLast();
    assertThat(network.text("type")).isEqualTo("NetworkReady");
    assertThat(network.flag("status")).isFalse();
    assertThat(network.text("message")).contains("no-such-plugin");
  }
}
