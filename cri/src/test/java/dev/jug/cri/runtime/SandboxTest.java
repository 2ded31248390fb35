package dev.jug.cri.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.cri.Kubelet.Refused;
import dev.jug.cri.Node;
import dev.jug.cri.message.Message;
import dev.jug.grpc.Status;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pod sandboxes, each behaviour by the interface's rule for it. */
@Root
@LeakChecked
@Requires("busybox")
class SandboxTest {
  @RegisterExtension private static final Node node = new Node();

  private static Message status(String id) throws IOException {
    return node.kubelet()
        .runtime("PodSandboxStatus", in -> in.text("pod_sandbox_id", id))
        .message("status");
  }

  private static void stop(String id) {
    node.kubelet().runtime("StopPodSandbox", in -> in.text("pod_sandbox_id", id));
  }

  private static void remove(String id) {
    node.kubelet().runtime("RemovePodSandbox", in -> in.text("pod_sandbox_id", id));
  }

  @Test
  void aRuntimeIsReadyAndSaysWhatItIs() throws IOException {
    var version = node.kubelet().runtime("Version", in -> in.text("version", "0.1.0"));
    assertThat(version.text("runtime_name")).isEqualTo("jug");
    assertThat(version.text("runtime_api_version")).isEqualTo("v1");
    var status = node.kubelet().runtime("Status", _ -> {}).message("status");
    for (var condition : status.messages("conditions")) {
      assertThat(condition.flag("status")).as(condition.text("type")).isTrue();
    }
    assertThat(status.messages("conditions")).hasSize(2);
  }

  @Test
  void earlierKubeletsFindIt() throws IOException {
    var id = Pod.of(node, "earlier").run();
    var earlier = node.kubelet().earlier("PodSandboxStatus", in -> in.text("pod_sandbox_id", id));
    assertThat(earlier.message("status").text("id")).isEqualTo(id);
  }

  @Test
  void aRuntimeClassNamesWhatThereIs() throws IOException {
    var status = node.kubelet().runtime("Status", _ -> {});
    var names = new ArrayList<String>();
    for (var handler : status.messages("runtime_handlers")) {
      names.add(handler.text("name"));
      assertThat(handler.message("features").flag("recursive_read_only_mounts")).isTrue();
    }
    assertThat(names).containsExactly("", "jug");
    var pod = Pod.of(node, "classed");
    var id = pod.run("jug");
    assertThat(status(id).text("runtime_handler")).isEqualTo("jug");
    assertThat(pod.exec(pod.start(id, Pod.shell("c", "sleep 100")), "id -u")).isEqualTo("0\n");
    assertThatThrownBy(() -> Pod.of(node, "kata").run("kata"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.status()).isEqualTo(Status.NOT_FOUND))
        .hasMessageContaining("no runtime for \"kata\" is configured");
  }

  @Test
  void whatAPodMayHaveIsNoted() throws IOException {
    var id = Pod.of(node, "resized").run();
    node.kubelet()
        .runtime(
            "UpdatePodSandboxResources",
            in ->
                in.text("pod_sandbox_id", id)
                    .message(
                        "resources",
                        limits ->
                            limits
                                .number("cpu_quota", 50_000)
                                .number("memory_limit_in_bytes", 1 << 26)));
    node.restart();
    var info =
        node.kubelet()
            .runtime("PodSandboxStatus", in -> in.text("pod_sandbox_id", id).flag("verbose", true))
            .map("info");
    assertThat(info)
        .containsEntry("resources", "{\"cpu_quota\":50000,\"memory_limit_in_bytes\":67108864}")
        .containsEntry("overhead", "{}");
    assertThatThrownBy(() ->
            node.kubelet()
                .runtime("UpdatePodSandboxResources", in -> in.text("pod_sandbox_id", "none")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.status()).isEqualTo(Status.NOT_FOUND));
  }

  @Test
  void containersOfAPodShareNetworkNameAndMemory() throws IOException {
    var pod = new Pod(node, "shared", config -> config.text("hostname", "berth"));
    var id = pod.run();
    var one = pod.start(id, Pod.shell("one", "nc -l -p 80 -e echo hi; sleep 100"));
    var two = pod.start(id, Pod.shell("two", "sleep 100"));
    assertThat(pod.exec(two, "hostname")).isEqualTo("berth\n");
    assertThat(pod.exec(two, "nc 127.0.0.1 80")).isEqualTo("hi\n");
    pod.exec(one, "echo note > /dev/shm/note");
    assertThat(pod.exec(two, "cat /dev/shm/note")).isEqualTo("note\n");
    assertThat(pod.exec(two, "ip -4 addr show eth0")).contains(address(id) + "/");
    assertThat(pod.exec(two, "ps")).doesNotContain("nc -l");
  }

  private static String address(String id) throws IOException {
    return status(id).message("network").text("ip");
  }

  @Test
  void aPortOfTheHostLeadsToThePod() throws IOException {
    int port = freePort();
    var pod = published("published", port);
    var id = pod.run();
    pod.start(id, Pod.shell("c", "while :; do nc -l -p 80 -e echo hi; done"));
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!answers(port)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static Pod published(String name, int port) {
    return new Pod(
        node,
        name,
        config ->
            config.message(
                "port_mappings",
                mapping -> mapping.number("container_port", 80).number("host_port", port)));
  }

  /** Between two clients nobody listens. */
  private static boolean answers(int port) {
    try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return new String(client.getInputStream().readNBytes(3), US_ASCII).equals("hi\n");
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void onTheMachinesNetworkItHasTheMachinesName() throws IOException {
    var pod = new Pod(node, "node", Pod.namespaces(options -> options.constant("network", "NODE")));
    var id = pod.run();
    var container = pod.start(id, Pod.shell("c", "sleep 100"));
    assertThat(pod.exec(container, "readlink /proc/self/ns/net; hostname"))
        .isEqualTo(
            Files.readSymbolicLink(Path.of("/proc/self/ns/net"))
                + "\n"
                + Files.readString(Path.of("/proc/sys/kernel/hostname")));
    assertThat(address(id)).isEmpty();
  }

  @Test
  void aPodHasNoProcessOfItsOwn() {
    var before = ProcessHandle.current().descendants().count();
    Pod.of(node, "light").run();
    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
  }

  @Test
  @DisplayName("A shared process namespace has a first process that reaps")
  void containersMayShareProcesses() {
    var pod = Pod.of(node, "together");
    var id = pod.run();
    pod.start(id, Pod.shell("one", "sleep 1234", _ -> {}));
    var two = pod.start(id, Pod.shell("two", "sleep 100", _ -> {}));
    assertThat(pod.exec(two, "ps")).contains("sleep 1234");
    pod.exec(two, "sh -c 'sleep 0.1 & exit' ; sleep 0.5");
    assertThat(pod.exec(two, "ps -o stat,comm")).doesNotContain("Z ");
  }

  @Test
  void namesAreAskedOfWhomThePodSays() {
    var pod =
        new Pod(
            node,
            "names",
            config ->
                config.message(
                    "dns_config",
                    dns ->
                        dns.texts("servers", List.of("10.9.8.7"))
                            .texts("searches", List.of("svc.cluster.local"))
                            .texts("options", List.of("ndots:5"))));
    var container = pod.start(pod.run(), Pod.shell("c", "sleep 100"));
    assertThat(pod.exec(container, "cat /etc/resolv.conf"))
        .contains("nameserver 10.9.8.7", "search svc.cluster.local", "options ndots:5");
  }

  @Test
  void kernelParametersAreThePodsOwn() {
    var pod =
        new Pod(
            node,
            "sysctls",
            config ->
                config.message(
                    "linux",
                    linux ->
                        linux.map(
                            "sysctls",
                            Map.of("net.ipv4.ip_forward", "0", "kernel.shmmni", "1234"))));
    var container = pod.start(pod.run(), Pod.shell("c", "sleep 100"));
    assertThat(pod.exec(container, "cat /proc/sys/net/ipv4/ip_forward /proc/sys/kernel/shmmni"))
        .isEqualTo("0\n1234\n");
  }

  @Test
  void containersAreInTheGroupThatTheKubeletNames() throws IOException {
    var parent = "/cri-test-" + ProcessHandle.current().pid();
    var pod =
        new Pod(
            node,
            "grouped",
            config -> config.message("linux", linux -> linux.text("cgroup_parent", parent)));
    var container = pod.start(pod.run(), Pod.shell("c", "sleep 100"));
    var pid = node.engine().pods().container(container).container().inspect().state().pid();
    assertThat(Files.readString(Path.of("/proc/" + pid + "/cgroup")))
        .contains(":" + parent + "/" + container + "\n");
    node.empty();
    removeGroups(parent);
  }

  /** Pods' own groups are the kubelet's to remove, which is us. */
  private static void removeGroups(String parent) throws IOException {
    var groups = Path.of("/sys/fs/cgroup");
    Files.deleteIfExists(groups.resolve(parent.substring(1)));
    try (var hierarchies = Files.newDirectoryStream(groups)) {
      for (var hierarchy : hierarchies) {
        Files.deleteIfExists(hierarchy.resolve(parent.substring(1)));
      }
    }
  }

  @Test
  void stoppingTwiceSucceedsAndKillsContainers() throws IOException {
    var pod = Pod.of(node, "stopped");
    var id = pod.run();
    var container = pod.start(id, Pod.shell("c", "trap '' TERM; sleep 100"));
    stop(id);
    stop(id);
    assertThat(status(id).constant("state")).isEqualTo("SANDBOX_NOTREADY");
    assertThat(pod.status(container).number("exit_code")).isEqualTo(137);
    assertThatThrownBy(() -> pod.start(id, Pod.shell("late", "true")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.status()).isEqualTo(Status.FAILED_PRECONDITION));
  }

  @Test
  void removingARunningOneStopsItAndTwiceSucceeds() {
    var pod = Pod.of(node, "removed");
    var id = pod.run();
    var container = pod.start(id, Pod.shell("c", "sleep 100"));
    remove(id);
    remove(id);
    assertNotFound(() -> status(id));
    assertNotFound(() -> pod.status(container));
  }

  @Test
  void whatNobodyKnowsIsStoppedAndRemovedAlready() {
    stop("0123456789ab");
    remove("0123456789ab");
    node.kubelet().runtime("StopContainer", in -> in.text("container_id", "0123456789ab"));
    node.kubelet().runtime("RemoveContainer", in -> in.text("container_id", "0123456789ab"));
    assertNotFound(() -> status("0123456789ab"));
  }

  private interface Step {
    Object run() throws IOException;
  }

  private static void assertNotFound(Step step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.status()).isEqualTo(Status.NOT_FOUND));
  }

  @Test
  void askedForAgainItIsTheSame() {
    var pod = Pod.of(node, "again");
    var id = pod.run();
    assertThat(pod.run()).isEqualTo(id);
    var other = new Pod(node, "again", config -> config.text("hostname", "other"));
    assertThatThrownBy(other::run).hasMessageContaining("was asked for in other words");
    stop(id);
    assertThatThrownBy(pod::run).hasMessageContaining("is not ready");
  }

  @Test
  void listsAreFilteredByIdStateAndLabels() throws IOException {
    var one = new Pod(node, "red", config -> config.map("labels", Map.of("c", "r"))).run();
    var two = new Pod(node, "blue", config -> config.map("labels", Map.of("c", "b"))).run();
    stop(two);
    assertThat(list(Map.of("c", "r"), null)).containsExactly(one);
    assertThat(list(Map.of(), "SANDBOX_NOTREADY")).containsExactly(two);
    assertThat(list(Map.of(), null)).containsExactlyInAnyOrder(one, two);
  }

  private static List<String> list(Map<String, String> labels, String state) throws IOException {
    return node
        .kubelet()
        .runtime(
            "ListPodSandbox",
            in ->
                in.message(
                    "filter",
                    filter -> {
                      filter.map("label_selector", labels);
                      if (state != null) {
                        filter.message("state", value -> value.constant("state", state));
                      }
                    }))
        .messages("items")
        .stream()
        .map(item -> Pod.text(item, "id"))
        .toList();
  }

  @Test
  void anotherEngineTakesItOn() throws IOException {
    var pod = published("lasting", freePort());
    var id = pod.run();
    var first = pod.start(id, Pod.shell("first", "nc -l -p 80 -e echo hi; sleep 100"));
    var address = address(id);
    node.restart();
    assertThat(address(id)).isEqualTo(address);
    assertThat(pod.status(first).constant("state")).isEqualTo("CONTAINER_RUNNING");
    var second = pod.start(id, Pod.shell("second", "sleep 100"));
    assertThat(pod.exec(second, "nc 127.0.0.1 80")).isEqualTo("hi\n");
    assertThat(address(Pod.of(node, "other").run())).isNotEqualTo(address);
    assertThat(node.engine().pods().find(id).ports()).hasSize(1);
  }

  @Test
  void othersDoNotSeeItsContainers() {
    var pod = Pod.of(node, "hidden");
    var container = pod.start(pod.run(), Pod.shell("c", "sleep 100"));
    assertThat(node.engine().containers()).isEmpty();
    assertThatThrownBy(() -> node.engine().container(container))
        .hasMessageContaining("No such container");
  }
}
