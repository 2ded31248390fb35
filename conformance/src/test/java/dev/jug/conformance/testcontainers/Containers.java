package dev.jug.conformance.testcontainers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.output.WaitingConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

/** A user's tests with a container that all share, and some of their own. */
@Testcontainers
class Containers {
  @Container
  private static final GenericContainer<?> WEB =
      new GenericContainer<>("box:1")
          .withCommand("httpd", "-f", "-vv", "-p", "80", "-h", "/www")
          .withCopyToContainer(Transferable.of("hello"), "/www/index.html")
          .withExposedPorts(80)
          .withEnv("A", "b")
          .withLabel("mine", "yes")
          .waitingFor(Wait.forHttp("/index.html").forStatusCode(200));

  private static String get(String path) throws IOException, InterruptedException {
    var uri = "http://%s:%d%s".formatted(WEB.getHost(), WEB.getMappedPort(80), path);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void itsPortIsMapped() throws Exception {
    assertThat(WEB.isRunning()).isTrue();
    assertThat(WEB.getExposedPorts()).containsExactly(80);
    assertThat(get("/index.html")).isEqualTo("hello");
  }

  @Test
  void programsRunInIt() throws Exception {
    var ran = WEB.execInContainer("sh", "-c", "echo $A; echo err >&2; exit 3");

    assertThat(ran.getExitCode()).isEqualTo(3);
    assertThat(ran.getStdout()).isEqualTo("b\n");
    assertThat(ran.getStderr()).isEqualTo("err\n");
  }

  @Test
  void filesAreCopied(@TempDir Path folder) throws Exception {
    WEB.copyFileToContainer(Transferable.of("copied"), "/www/copied");
    assertThat(get("/copied")).isEqualTo("copied");

    WEB.copyFileFromContainer("/www/copied", folder.resolve("back").toString());
    assertThat(folder.resolve("back")).hasContent("copied");
    assertThat(
            WEB.<String>copyFileFromContainer(
                "/etc/hostname", in -> new String(in.readAllBytes(), UTF_8).strip()))
        .isEqualTo(WEB.getContainerInfo().getConfig().getHostName());
  }

  @Test
  void itsLogsAreReadAndFollowed() throws Exception {
    var followed = new WaitingConsumer();
    WEB.followOutput(followed, OutputType.STDERR);
    get("/looked-for");

    followed.waitUntil(
        frame -> frame.getUtf8String().contains("/looked-for"), 10, TimeUnit.SECONDS);
    assertThat(WEB.getLogs()).contains("/index.html");
  }

  @Test
  void itIsLabelledForTheReaper() {
    assertThat(WEB.getContainerInfo().getConfig().getLabels())
        .containsEntry("mine", "yes")
        .containsEntry("org.testcontainers", "true")
        .containsKey("org.testcontainers.sessionId");
  }

  @Test
  void directoriesAreMounted(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("in"), "mounted");
    try (var box =
        new GenericContainer<>("box:1")
            .withFileSystemBind(folder.toString(), "/mine", BindMode.READ_WRITE)
            .withCopyFileToContainer(MountableFile.forHostPath(folder.resolve("in")), "/copied")
            .withCopyFileToContainer(
                MountableFile.forClasspathResource("dev/jug/conformance/testcontainers/reaper.pl"),
                "/resource")
            .withTmpFs(java.util.Map.of("/memory", "rw"))
            .withCommand("sleep", "99")) {
      box.start();

      assertThat(box.execInContainer("cat", "/mine/in", "/copied").getStdout())
          .isEqualTo("mountedmounted");
      assertThat(box.execInContainer("head", "-n", "1", "/resource").getStdout())
          .startsWith("#!/usr/bin/perl");
      box.execInContainer("sh", "-c", "echo out >/mine/out");
      assertThat(folder.resolve("out")).hasContent("out\n");
      assertThat(box.execInContainer("mount").getStdout()).contains(" on /memory type tmpfs");
    }
  }

  @Test
  void oneThatDoesItsWorkAndEnds() throws Exception {
    var output = new ToStringConsumer();
    try (var box =
        new GenericContainer<>("box:1")
            .withCommand("sh", "-c", "seq 1000")
            .withLogConsumer(output)
            .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
      box.start();

      assertThat(box.getLogs(OutputType.STDOUT).lines()).hasSize(1000);
      assertThat(box.getCurrentContainerInfo().getState().getExitCodeLong()).isZero();
    }
  }

  @Test
  void oneThatIsStoppedIsGone() {
    var box = new GenericContainer<>("box:1").withCommand("sleep", "99");
    box.start();
    var docker = box.getDockerClient();
    var id = box.getContainerId();
    box.stop();

    assertThat(docker.listContainersCmd().withShowAll(true).exec())
        .noneMatch(shown -> shown.getId().equals(id));
  }
}
