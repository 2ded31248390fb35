package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Podman and we, who exchange images through a registry and in archives. */
@EndToEnd
@Requires({"command:docker-registry", "command:podman", "command:runc", "busybox"})
class PodmanImagesTest {
  @TempDir static Path folder;
  private static Path store;
  private static RealRegistry registry;
  private static ImageUser user;
  private static String name;
  private static String made;

  @BeforeAll
  static void open() throws IOException {
    store = Files.createTempDirectory(Path.of("/var/tmp"), "jug-test-");
    registry = RealRegistry.plain(folder.resolve("registry"));
    user = new ImageUser(folder);
    name = registry.name() + "/team/app:1";
    user.makeImage(name, "hello", "world");
    user.run("push", name).ok();
    podman("pull", "--tls-verify=false", name).ok();
    made = registry.name() + "/podman/made:1";
    makeWithPodman();
    podman("push", "--tls-verify=false", made).ok();
  }

  @AfterAll
  static void close() {
    user.close();
    registry.close();
    podman("rm", "-f", "-a");
    podman("rmi", "-f", "-a");
    Programs.output("sh", "-c", "umount " + store + "/root/overlay; rm -rf " + store);
  }

  private static Result podman(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                "podman",
                "--root",
                store + "/root",
                "--runroot",
                store + "/run",
                "--tmpdir",
                store + "/tmp",
                "--cgroup-manager",
                "cgroupfs",
                "--events-backend",
                "file",
                "--runtime",
                "runc"));
    command.addAll(List.of(words));
    try {
      return Jug.finish(new ProcessBuilder(command).start(), new byte[0]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Without the rights to raise limits podman's own would be refused. */
  private static Result run(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                "run",
                "--net",
                "none",
                "--ulimit",
                "nofile=20000:20000",
                "--ulimit",
                "nproc=32768:32768"));
    command.addAll(List.of(words));
    return podman(command.toArray(String[]::new));
  }

  private static void makeWithPodman() {
    run("--name", "maker", name, "sh", "-c", "echo podmans >/podmans; rm /more").ok();
    podman(
            "commit",
            "-q",
            "-c",
            "ENV A=b",
            "-c",
            "USER 7:8",
            "-c",
            "CMD [\"sh\", \"-c\", \"id -u; echo $A; cat /podmans; ls /more\"]",
            "maker",
            made)
        .ok();
    podman("rm", "maker").ok();
  }

  private static void assertIsPodmans(Result printed) {
    assertThat(printed.out()).isEqualTo("7\nb\npodmans\n");
    assertThat(printed.err()).contains("/more: No such file");
  }

  @Test
  void whatWePushedPodmanRuns() {
    assertThat(run("--rm", name, "cat", "/content", "/more").text()).isEqualTo("helloworld");
    assertThat(podman("image", "inspect", "-f", "{{.Digest}}", name).text())
        .isEqualTo(user.digest(name));
  }

  @Test
  void whatPodmanPushedWeRun() {
    assertIsPodmans(user.run("run", "--rm", "-q", made));
    user.run("push", made, registry.name() + "/back:1").ok();
    podman("pull", "--tls-verify=false", registry.name() + "/back:1").ok();
    assertIsPodmans(run("--rm", registry.name() + "/back:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-archive", "oci-archive"})
  void whatPodmanSavedWeLoad(String format) {
    var archive = folder.resolve(format + ".tar").toString();
    podman("save", "--format", format, "-o", archive, made).ok();
    user.run("rmi", made);

    assertThat(user.run("load", "-i", archive).text()).contains("Loaded image");

    assertIsPodmans(user.run("run", "--rm", "--pull", "never", made));
  }

  @Test
  void severalAtOnceAreLoaded() {
    var archive = folder.resolve("several.tar").toString();
    podman("save", "-m", "-o", archive, made, name).ok();

    assertThat(user.run("load", "-i", archive).text())
        .contains("Loaded image: " + made)
        .contains("Loaded image: " + name);
  }

  @Test
  void whatWeSavedPodmanLoads() {
    var archive = folder.resolve("jug.tar").toString();
    var packed = folder.resolve("jug.oci").toString();
    user.run("tag", name, "saved/by:jug").ok();
    user.run("save", "-o", archive, "saved/by:jug", name).ok();
    user.run("push", "saved/by:jug", "oci-archive:" + packed + ":other/by:jug").ok();

    assertThat(podman("load", "-i", archive).text()).contains("docker.io/saved/by:jug");
    podman("load", "-i", packed).ok();

    assertThat(run("--rm", "saved/by:jug", "cat", "/more").text()).isEqualTo("world");
    assertThat(run("--rm", "other/by:jug", "cat", "/more").text()).isEqualTo("world");
  }
}
