package dev.jug.cri.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.cri.Kubelet.Refused;
import dev.jug.cri.Node;
import dev.jug.cri.message.Draft;
import dev.jug.grpc.Status;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pods whose users are not the node's ({@code hostUsers: false}). */
@Root
@LeakChecked
@Requires({"busybox", "kernel:6.13"})
class UserNamespaceTest {
  private static final int FIRST = 200_000;
  private static final int SIZE = 65_536;

  @RegisterExtension private static final Node node = new Node();

  private static Pod pod(String name) {
    return new Pod(node, name, config -> options(config, _ -> {}));
  }

  private static void options(Draft config, Consumer<Draft> more) {
    config
        .text("hostname", "berth")
        .message(
            "linux",
            linux ->
                linux
                    .map("sysctls", Map.of("kernel.shm_rmid_forced", "1"))
                    .message(
                        "security_context",
                        context ->
                            context.message(
                                "namespace_options",
                                options -> {
                                  options.constant("pid", "CONTAINER");
                                  options.message("userns_options", UserNamespaceTest::users);
                                  more.accept(options);
                                })));
  }

  private static void users(Draft out) {
    out.constant("mode", "POD")
        .message("uids", UserNamespaceTest::range)
        .message("gids", UserNamespaceTest::range);
  }

  private static void range(Draft out) {
    out.number("host_id", FIRST).number("container_id", 0).number("length", SIZE);
  }

  @Test
  void rootOfAPodIsNobodyOnTheNode() throws IOException {
    var pod = pod("mapped");
    var sandbox = pod.run();
    var one = pod.start(sandbox, Pod.shell("one", "exec sleep 271828"));
    var two = pod.start(sandbox, Pod.shell("two", "sleep 100"));
    assertThat(pod.exec(one, "id -u; cat /proc/self/uid_map").split("\\s+"))
        .containsExactly("0", "0", "" + FIRST, "" + SIZE);
    assertThat(owner("sleep 271828")).isEqualTo(FIRST);
    var space = "readlink /proc/self/ns/user";
    assertThat(pod.exec(one, space)).isEqualTo(pod.exec(two, space)).startsWith("user:[");
  }

  /** Who runs a command, by the ids of the machine. */
  private static Object owner(String command) throws IOException {
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (commandOf(process).equals(command)) {
          return Files.getAttribute(process, "unix:uid");
        }
      }
    }
    throw new AssertionError("nobody runs " + command);
  }

  private static String commandOf(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
    } catch (IOException _) {
      return "";
    }
  }

  @Test
  void containersShareWhatBelongsToTheUserNamespace() {
    var pod = pod("sharing");
    var sandbox = pod.run();
    var one = pod.start(sandbox, Pod.shell("one", "echo hi | nc -l -p 80; sleep 100"));
    var two = pod.start(sandbox, Pod.shell("two", "sleep 100"));
    pod.listening(two, 80);
    assertThat(pod.exec(two, "nc 127.0.0.1 80")).isEqualTo("hi\n");
    pod.exec(one, "echo note > /dev/shm/note");
    assertThat(pod.exec(two, "stat -c %u /dev/shm /dev/shm/note /etc/resolv.conf / /bin"))
        .isEqualTo("0\n0\n0\n0\n0\n");
    assertThat(pod.exec(two, "hostname; cat /proc/sys/kernel/shm_rmid_forced"))
        .isEqualTo("berth\n1\n");
    assertThat(pod.exec(two, "ip -4 addr show eth0; ping -c 1 -W 5 127.0.0.1"))
        .contains("inet ", " 0% packet loss");
  }

  @Test
  void filesOfAMountThatIsMappedAreOfThePodsUsers() throws IOException {
    var host = Files.createDirectories(node.directory().resolve("mapped"));
    Files.writeString(host.resolve("file"), "here\n");
    Files.setAttribute(host.resolve("file"), "unix:uid", 33);
    var pod = pod("mounting");
    var id =
        pod.start(
            pod.run(),
            Pod.shell(
                "c",
                "sleep 100",
                config ->
                    config
                        .message(
                            "mounts",
                            mount ->
                                mount(mount, host, "/m")
                                    .message("uidMappings", UserNamespaceTest::range)
                                    .message("gidMappings", UserNamespaceTest::range))
                        .message("mounts", mount -> mount(mount, host, "/plain"))
                        .message("linux", linux -> linux.message("security_context", Pod::own))));
    assertThat(pod.exec(id, "stat -c %u /m/file /plain/file; touch /m/new"))
        .isEqualTo("33\n65534\n");
    assertThat(Files.getAttribute(host.resolve("new"), "unix:uid")).isEqualTo(0);
  }

  private static Draft mount(Draft out, Path host, String target) {
    return out.text("host_path", host.toString()).text("container_path", target);
  }

  @Test
  void theNextEngineHasThemToo() {
    var pod = pod("kept");
    var sandbox = pod.run();
    var one = pod.start(sandbox, Pod.shell("one", "sleep 100"));
    node.restart();
    var two = pod.start(sandbox, Pod.shell("two", "sleep 100"));
    var space = "readlink /proc/self/ns/user; readlink /proc/self/ns/net";
    assertThat(pod.exec(two, space)).isEqualTo(pod.exec(one, space)).contains("net:[");
  }

  @Test
  void processesOfAPodAreShared() {
    var pod = pod("together");
    var sandbox = pod.run();
    var shared = Pod.namespaces(options -> options.constant("pid", "POD"));
    pod.start(sandbox, Pod.shell("one", "exec sleep 123456", shared));
    var two = pod.start(sandbox, Pod.shell("two", "sleep 100", shared));
    assertThat(pod.exec(two, "ps")).contains("sleep 123456");
  }

  @Test
  void whoIsPrivilegedIsSoInThePodOnly() {
    var pod = pod("privileged");
    var id =
        pod.start(
            pod.run(),
            Pod.shell(
                "c",
                "sleep 100",
                Pod.security(context -> {
                  Pod.own(context);
                  context.flag("privileged", true);
                })));
    assertThat(pod.exec(id, "ip link set eth0 mtu 1400 && echo set; mknod /null c 1 3 || echo no"))
        .isEqualTo("set\nno\n");
  }

  @Test
  void statusSaysIt() throws IOException {
    var id = pod("said").run();
    var options =
        node.kubelet()
            .runtime("PodSandboxStatus", in -> in.text("pod_sandbox_id", id))
            .message("status")
            .message("linux")
            .message("namespaces")
            .message("options")
            .message("userns_options");
    assertThat(options.constant("mode")).isEqualTo("POD");
    assertThat(options.messages("uids").getFirst().number("host_id")).isEqualTo(FIRST);
    var features =
        node.kubelet()
            .runtime("Status", _ -> {})
            .messages("runtime_handlers")
            .getFirst()
            .message("features");
    assertThat(features.flag("user_namespaces")).isTrue();
  }

  @Test
  void whatIsTheNodesCannotBeShared() {
    for (var kind : List.of("network", "ipc", "pid")) {
      var pod =
          new Pod(
              node, "node", config -> options(config, options -> options.constant(kind, "NODE")));
      assertThatThrownBy(pod::run)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.status()).isEqualTo(Status.INVALID_ARGUMENT))
          .hasMessageContaining("with a user namespace cannot share");
    }
  }

  @Test
  void aContainerHasTheUsersOfItsSandbox() {
    var pod = Pod.of(node, "other");
    var sandbox = pod.run();
    var mapped =
        Pod.namespaces(options ->
            options
                .constant("pid", "CONTAINER")
                .message("userns_options", UserNamespaceTest::users));
    assertThatThrownBy(() -> pod.create(sandbox, Pod.shell("c", "true", mapped)))
        .hasMessageContaining("must be that of its pod sandbox");
  }
}
