package dev.jug.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.cri.message.Draft;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.registry.FakeRegistry;
import dev.jug.testkit.registry.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is killed while a kubelet waits for it: the kubelet asks the next one again. */
@EndToEnd
class KilledEngineTest {
  @TempDir static Path folder;
  private static Jug jug;
  private static Kubelet kubelet;

  @BeforeAll
  static void open() {
    jug = new Jug();
    kubelet = new Kubelet(jug.place().resolve("run/cri.sock"));
    start();
    var archive = folder.resolve("box.tar").toString();
    var box = BusyboxRootfs.shared().toString();
    Jug.finish(jug.start(List.of("tar", "-cf", archive, "-C", box, ".")), new byte[0]).ok();
    jug.run("import", archive, "box:1").ok();
  }

  private static void start() {
    // What is in this machine's folder of plugins is none of this test's business.
    var none = folder.resolve("cni").toString();
    var socket = "unix://" + kubelet.socket();
    jug.run("engine", "start", "--cri", socket, "--cni-conf-dir", none).ok();
  }

  @AfterEach
  void empty() throws Exception {
    for (var pod : kubelet.call("ListPodSandbox", _ -> {}).messages("items")) {
      var id = pod.text("id");
      kubelet.call("RemovePodSandbox", in -> in.text("pod_sandbox_id", id));
    }
    assertThat(leftovers()).isEmpty();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  /** Namespaces that are mounted, and run directories. */
  private static Set<String> leftovers() throws IOException {
    var all = new TreeSet<String>();
    var pods = jug.place().resolve("run/live/pods").toString();
    Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
        .filter(line -> line.contains(pods))
        .forEach(all::add);
    if (Files.isDirectory(Path.of(pods))) {
      try (var directories = Files.list(Path.of(pods))) {
        directories.forEach(directory -> all.add(directory.toString()));
      }
    }
    return all;
  }

  private static void pod(Draft out, String name) {
    out.message(
            "metadata", data -> data.text("name", name).text("uid", name).text("namespace", "n"))
        .text("log_directory", folder.toString());
  }

  private static Consumer<Draft> sandbox(String name) {
    return in -> in.message("config", config -> pod(config, name));
  }

  private static Consumer<Draft> container(String sandbox, String name, String line) {
    return in ->
        in.text("pod_sandbox_id", sandbox)
            .message(
                "config",
                config ->
                    config
                        .message("metadata", data -> data.text("name", name))
                        .message("image", image -> image.text("image", "box:1"))
                        .texts("command", List.of("sh", "-c", line))
                        .text("log_path", name + ".log")
                        .message(
                            "linux",
                            linux ->
                                linux.message(
                                    "security_context",
                                    context ->
                                        context.message(
                                            "namespace_options",
                                            options -> options.constant("pid", "CONTAINER")))));
  }

  /** Waits for something. */
  private interface Pause {
    void run() throws InterruptedException;
  }

  /** A call. */
  private interface Call {
    String answer() throws IOException, InterruptedException;
  }

  private static String twice(int delayMillis, String rpc, Consumer<Draft> request, String field)
      throws Exception {
    return twice(() -> Thread.sleep(delayMillis), () -> kubelet.call(rpc, request).text(field));
  }

  /** A call that the engine is killed in, once something has happened; then once more. */
  private static String twice(Pause until, Call call) throws Exception {
    var before = jug.enginePid();
    var first = new AtomicReference<String>("");
    var caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                first.set(call.answer());
              } catch (IOException | InterruptedException _) {
                // It was killed before it could answer.
              }
            });
    until.run();
    Jug.kill(before);
    caller.join();
    start();
    var second = call.answer();
    assertThat(first.get()).isIn("", second);
    return second;
  }

  @Test
  void retriesSucceedAndNothingLeaks() throws Exception {
    for (int delay : new int[] {0, 4, 12, 30, 80}) {
      var sandbox = twice(delay, "RunPodSandbox", sandbox("p" + delay), "pod_sandbox_id");
      var made =
          twice(
              delay,
              "CreateContainer",
              container(sandbox, "c" + delay, "sleep 100"),
              "container_id");
      kubelet.call("StartContainer", in -> in.text("container_id", made));
      assertThat(
              kubelet
                  .call("ContainerStatus", in -> in.text("container_id", made))
                  .message("status")
                  .constant("state"))
          .isEqualTo("CONTAINER_RUNNING");
      kubelet.call("RemovePodSandbox", in -> in.text("pod_sandbox_id", sandbox));
      assertThat(leftovers()).as("after " + delay + " ms").isEmpty();
    }
  }

  @Test
  void aPullThatWasCutOffSucceedsWhenAskedForAgain() throws Exception {
    try (var registry = new FakeRegistry()) {
      var name = registry.host() + "/app:1";
      push(name);
      var blob = "GET .*/blobs/" + layer(registry.content().manifest("app", "1").orElseThrow());
      registry.trouble(blob, 1, Trouble.stallAfter(100_000));
      Consumer<Draft> request = in -> in.message("image", image -> image.text("image", name));
      var pulled =
          twice(
              () -> Jug.eventually(() -> assertThat(registry.seen(blob)).isNotEmpty()),
              () -> kubelet.images("PullImage", request).text("image_ref"));
      assertThat(registry.seen(blob)).hasSize(2);
      var status = kubelet.images("ImageStatus", request).message("image");
      assertThat(status.text("id")).isEqualTo(pulled);
      assertThat(jug.run("run", "--rm", "--pull", "never", name, "cat", "/note").text())
          .isEqualTo("pulled");
      kubelet.images("RemoveImage", request);
    }
  }

  /** Pushes an image that nobody here has any more. */
  private static void push(String name) throws IOException {
    Files.writeString(folder.resolve("note"), "pulled");
    var archive = folder.resolve("app.tar").toString();
    var box = BusyboxRootfs.shared().toString();
    var words = List.of("tar", "-cf", archive, "-C", box, ".", "-C", folder.toString(), "note");
    Jug.finish(jug.start(words), new byte[0]).ok();
    jug.run("import", archive, name).ok();
    jug.run("push", name).ok();
    jug.run("rmi", name).ok();
  }

  private static String layer(String manifest) {
    var layers = manifest.substring(manifest.indexOf("\"layers\""));
    var digest = Pattern.compile("sha256:[0-9a-f]{64}").matcher(layers);
    assertThat(digest.find()).isTrue();
    return digest.group();
  }

  @Test
  void podsThatRunDoNotNoticeAndEachLineIsLoggedOnce() throws Exception {
    var sandbox = kubelet.call("RunPodSandbox", sandbox("pod")).text("pod_sandbox_id");
    var line =
        "i=0; while [ $i -lt 2000 ]; do echo $i; i=$((i+1)); [ $((i%20)) = 0 ] && sleep 0.03; done";
    var made =
        kubelet.call("CreateContainer", container(sandbox, "log", line)).text("container_id");
    kubelet.call("StartContainer", in -> in.text("container_id", made));
    for (int i = 0; i < 3; i++) {
      Thread.sleep(200 + 130 * i);
      jug.killEngine();
      start();
    }
    var log = folder.resolve("log.log");
    Jug.eventually(() -> assertThat(text(log)).contains(" F 1999\n"));
    assertThat(text(log).lines().map(each -> each.split(" ", 4)[3]))
        .containsExactlyElementsOf(IntStream.range(0, 2000).mapToObj(String::valueOf).toList());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void othersDoNotSeeContainersOfPods() throws Exception {
    var sandbox = kubelet.call("RunPodSandbox", sandbox("hidden")).text("pod_sandbox_id");
    var made =
        kubelet.call("CreateContainer", container(sandbox, "c", "sleep 9")).text("container_id");
    kubelet.call("StartContainer", in -> in.text("container_id", made));
    assertThat(jug.run("ps", "-aq").text()).isEmpty();
    assertThat(jug.run("rm", "-f", made).err()).contains("No such container");
  }
}
