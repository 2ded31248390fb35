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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Containers of pods, looked at from inside. */
@Root
@LeakChecked
@Requires("busybox")
class ContainerTest {
  @RegisterExtension private static final Node node = new Node();
  private final Pod pod = Pod.of(node, "pod");
  private String sandbox;

  @BeforeEach
  void run() {
    sandbox = pod.run();
  }

  private static Consumer<Draft> secured(String line, Consumer<Draft> context) {
    return Pod.shell(
        "c",
        line,
        Pod.security(security -> {
          Pod.own(security);
          context.accept(security);
        }));
  }

  /** What a container says that runs a line. */
  private String said(Consumer<Draft> container) {
    pod.ended(pod.start(sandbox, container));
    return pod.said("c");
  }

  @Test
  void itGoesFromCreatedToRunningToExited() throws IOException {
    var id = pod.create(sandbox, Pod.shell("c", "sleep 0.2; exit 3"));
    assertThat(pod.status(id).constant("state")).isEqualTo("CONTAINER_CREATED");
    node.kubelet().runtime("StartContainer", in -> in.text("container_id", id));
    assertThat(pod.status(id).constant("state")).isEqualTo("CONTAINER_RUNNING");
    var ended = pod.ended(id);
    assertThat(ended.number("exit_code")).isEqualTo(3);
    assertThat(ended.text("reason")).isEqualTo("Error");
    assertThat(ended.number("created_at")).isPositive();
    assertThat(ended.number("started_at")).isGreaterThan(ended.number("created_at"));
    assertThat(ended.number("finished_at")).isGreaterThan(ended.number("started_at"));
    assertThatThrownBy(
            () -> node.kubelet().runtime("StartContainer", in -> in.text("container_id", id)))
        .hasMessageContaining("runs once");
  }

  @Test
  void whatCannotBeStartedHasEnded() throws IOException {
    var id =
        pod.create(
            sandbox,
            config ->
                config
                    .message("metadata", metadata -> metadata.text("name", "c"))
                    .message("image", image -> image.text("image", "box:1"))
                    .texts("command", List.of("/no/such/thing"))
                    .message("linux", linux -> linux.message("security_context", Pod::own)));
    assertThatThrownBy(
            () -> node.kubelet().runtime("StartContainer", in -> in.text("container_id", id)))
        .hasMessageContaining("/no/such/thing");
    var status = pod.status(id);
    assertThat(status.constant("state")).isEqualTo("CONTAINER_EXITED");
    assertThat(status.text("reason")).isEqualTo("StartError");
    assertThat(status.number("exit_code")).isEqualTo(127);
  }

  @Test
  void theImagesCommandIsUsedIfNoneIsSaid() {
    assertThat(
            said(config ->
                config
                    .message("metadata", metadata -> metadata.text("name", "c"))
                    .message("image", image -> image.text("image", "box:1"))
                    .text("log_path", "c/0.log")
                    .message("linux", linux -> linux.message("security_context", Pod::own))))
        .isEqualTo("hello\n");
  }

  @Test
  void environmentAndDirectoryAreAsSaid() {
    var utf8 = "ü=x".getBytes(StandardCharsets.UTF_8);
    assertThat(
            said(
                Pod.shell(
                    "c",
                    "echo $A; pwd",
                    config ->
                        config
                            .text("working_dir", "/tmp")
                            .message("envs", env -> env.text("key", "A").bytes("value", utf8))
                            .message(
                                "linux", linux -> linux.message("security_context", Pod::own)))))
        .isEqualTo("ü=x\n/tmp\n");
  }

  @Test
  void itRunsAsTheUserAndGroupsThatAreSaid() throws IOException {
    var id =
        pod.start(
            sandbox,
            secured(
                "id -u; id -g; id -G",
                context ->
                    context
                        .value("run_as_user", 1000)
                        .value("run_as_group", 3000)
                        .numbers("supplemental_groups", List.of(4000L, 5000L))));
    pod.ended(id);
    assertThat(pod.said("c")).isEqualTo("1000\n3000\n3000 4000 5000\n");
    var user = pod.status(id).message("user").message("linux");
    assertThat(user.number("uid")).isEqualTo(1000);
    assertThat(user.numbers("supplemental_groups")).containsExactly(4000L, 5000L);
  }

  @Test
  void itMayDoWhatIsSaid() {
    var line = "grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/self/status; touch /x || echo ro";
    assertThat(
            said(
                secured(
                    line,
                    context ->
                        context
                            .message(
                                "capabilities",
                                capabilities ->
                                    capabilities
                                        .texts("drop_capabilities", List.of("ALL"))
                                        .texts("add_capabilities", List.of("NET_RAW")))
                            .flag("no_new_privs", true)
                            .flag("readonly_rootfs", true))))
        .contains("CapEff:\t0000000000002000", "NoNewPrivs:\t1", "Seccomp:\t2", "ro\n");
  }

  @Test
  void ambientCapabilitiesAreKeptByWhoeverItRunsAs() {
    Consumer<Draft> context =
        security ->
            security
                .value("run_as_user", 1000)
                .message(
                    "capabilities",
                    capabilities ->
                        capabilities
                            .texts("drop_capabilities", List.of("ALL"))
                            .texts("add_ambient_capabilities", List.of("NET_RAW")));
    var id = pod.start(sandbox, secured("grep Cap /proc/self/status; sleep 100", context));
    var raw = "0000000000002000";
    assertThat(pod.exec(id, "grep Cap /proc/self/status"))
        .contains("CapEff:\t" + raw, "CapBnd:\t" + raw, "CapAmb:\t" + raw);
    assertThat(pod.said("c")).contains("CapEff:\t" + raw, "CapAmb:\t" + raw);
  }

  @Test
  void pathsAreMaskedAsSaid() {
    assertThat(
            said(
                secured(
                    "cat /proc/version | wc -c; wc -c < /proc/interrupts; touch /proc/loadavg",
                    context -> context.texts("masked_paths", List.of("/proc/version")))))
        .startsWith("0\n")
        .doesNotContain("\n0\n");
  }

  @Test
  void hostPathsAreMountedReadOnlyAndWritable() throws IOException {
    var host = Files.createDirectories(node.directory().resolve("host"));
    Files.writeString(host.resolve("file"), "here\n");
    assertThat(
            said(
                Pod.shell(
                    "c",
                    "cat /w/file; touch /w/new; touch /r/new 2>&1 || echo refused",
                    config ->
                        config
                            .message("mounts", mount -> mount(mount, host, "/w", false))
                            .message("mounts", mount -> mount(mount, host, "/r", true))
                            .message(
                                "linux", linux -> linux.message("security_context", Pod::own)))))
        .startsWith("here\n")
        .endsWith("refused\n");
    assertThat(host.resolve("new")).exists();
  }

  @Test
  void aFileIsMountedWhereThereIsNone() throws IOException {
    var message = Files.createFile(node.directory().resolve("message"));
    said(
        Pod.shell(
            "c",
            "echo why > /dev/termination-log",
            config ->
                config
                    .message(
                        "mounts", mount -> mount(mount, message, "/dev/termination-log", false))
                    .message("linux", linux -> linux.message("security_context", Pod::own))));
    assertThat(message).hasContent("why");
    Files.delete(message);
  }

  @Test
  void whatIsToBeMountedMustBeThere() {
    assertThatThrownBy(() ->
            pod.create(
                sandbox,
                Pod.shell(
                    "c",
                    "true",
                    config ->
                        config.message(
                            "mounts",
                            mount -> mount(mount, Path.of("/no/such/place"), "/x", false)))))
        .hasMessageContaining("bind source path does not exist: /no/such/place");
  }

  private static void mount(Draft out, Path host, String target, boolean readOnly) {
    out.text("host_path", host.toString())
        .text("container_path", target)
        .flag("readonly", readOnly);
  }

  @Test
  void filesOfAnImageAreMounted() {
    assertThat(
            said(
                Pod.shell(
                    "c",
                    "ls /files/sh; touch /files/x || echo refused",
                    config ->
                        config
                            .message(
                                "mounts",
                                mount ->
                                    mount
                                        .text("container_path", "/files")
                                        .text("image_sub_path", "bin")
                                        .message("image", image -> image.text("image", "box:1")))
                            .message(
                                "linux", linux -> linux.message("security_context", Pod::own)))))
        .startsWith("/files/sh\n");
  }

  @Test
  void limitsAreSetAndChanged() throws IOException {
    var id =
        pod.start(
            sandbox,
            Pod.shell(
                "c",
                "sleep 100",
                config ->
                    config.message(
                        "linux",
                        linux ->
                            linux
                                .message("security_context", Pod::own)
                                .message(
                                    "resources",
                                    limits ->
                                        limits
                                            .number("memory_limit_in_bytes", 64 << 20)
                                            .number("cpu_shares", 512)
                                            .number("oom_score_adj", 500)))));
    assertThat(pod.exec(id, "cat /proc/1/oom_score_adj")).isEqualTo("500\n");
    assertThat(pod.status(id).message("resources").message("linux").number("cpu_shares"))
        .isEqualTo(512);
    node.kubelet()
        .runtime(
            "UpdateContainerResources",
            in ->
                in.text("container_id", id)
                    .message("linux", limits -> limits.number("memory_limit_in_bytes", 128 << 20)));
    assertThat(pod.status(id).message("resources").message("linux").number("memory_limit_in_bytes"))
        .isEqualTo(128 << 20);
  }

  @Test
  void stopAsksFirstAndKillsInTheEnd() throws IOException {
    var kind =
        pod.start(sandbox, Pod.shell("kind", "trap 'sleep 1; exit 7' TERM; sleep 100 & wait"));
    var deaf = pod.start(sandbox, Pod.shell("deaf", "trap '' TERM; while :; do sleep 1; done"));
    stop(kind, 10);
    stop(kind, 10);
    assertThat(pod.status(kind).number("exit_code")).isEqualTo(7);
    stop(deaf, 1);
    assertThat(pod.status(deaf).number("exit_code")).isEqualTo(137);
  }

  private static void stop(String id, long seconds) {
    node.kubelet()
        .runtime("StopContainer", in -> in.text("container_id", id).number("timeout", seconds));
  }

  @Test
  void removingARunningOneKillsItAndTwiceSucceeds() {
    var id = pod.start(sandbox, Pod.shell("c", "sleep 100"));
    node.kubelet().runtime("RemoveContainer", in -> in.text("container_id", id));
    node.kubelet().runtime("RemoveContainer", in -> in.text("container_id", id));
    assertThatThrownBy(() -> pod.status(id))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.status()).isEqualTo(Status.NOT_FOUND));
  }

  @Test
  void askedForAgainItIsTheSameUntilItRuns() {
    var container = Pod.shell("c", "sleep 100");
    var id = pod.create(sandbox, container);
    assertThat(pod.create(sandbox, container)).isEqualTo(id);
    node.kubelet().runtime("StartContainer", in -> in.text("container_id", id));
    node.kubelet().runtime("StartContainer", in -> in.text("container_id", id));
    assertThatThrownBy(() -> pod.create(sandbox, container)).hasMessageContaining("already");
  }

  @Test
  void labelsAreTheKubeletsOwn() throws IOException {
    var id =
        pod.create(
            sandbox,
            Pod.shell(
                "c",
                "true",
                config ->
                    config
                        .map("labels", Map.of("a", "b"))
                        .map("annotations", Map.of("x", "y"))
                        .message("linux", linux -> linux.message("security_context", Pod::own))));
    assertThat(pod.status(id).map("labels")).isEqualTo(Map.of("a", "b"));
    assertThat(pod.status(id).map("annotations")).isEqualTo(Map.of("x", "y"));
    assertThat(
            node.kubelet()
                .runtime(
                    "ListContainers",
                    in ->
                        in.message(
                            "filter", filter -> filter.map("label_selector", Map.of("a", "b"))))
                .messages("containers"))
        .hasSize(1);
  }

  @Test
  void aProbeHasItsOutputCodeAndTime() throws IOException {
    var id = pod.start(sandbox, Pod.shell("c", "sleep 100"));
    var answer =
        node.kubelet()
            .runtime(
                "ExecSync",
                in ->
                    in.text("container_id", id)
                        .texts("cmd", List.of("sh", "-c", "echo out; echo err >&2; exit 5")));
    assertThat(answer.bytes("stdout")).asString().isEqualTo("out\n");
    assertThat(answer.bytes("stderr")).asString().isEqualTo("err\n");
    assertThat(answer.number("exit_code")).isEqualTo(5);
    assertThatThrownBy(() ->
            node.kubelet()
                .runtime(
                    "ExecSync",
                    in ->
                        in.text("container_id", id)
                            .texts("cmd", List.of("sleep", "60"))
                            .number("timeout", 1)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.status()).isEqualTo(Status.DEADLINE_EXCEEDED));
  }
}
