package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code jug build} gives its result, and what it says meanwhile. */
@EndToEnd
class BuildOutputTest {
  private static final Jug JUG = new Jug();

  @TempDir static Path folder;
  private Path context;

  @BeforeAll
  static void makeBase() throws IOException {
    var archive = folder.resolve("box.tar").toString();
    var root = BusyboxRootfs.shared().toString();
    Jug.finish(JUG.start(List.of("tar", "-C", root, "-cf", archive, ".")), new byte[0]).ok();
    JUG.run("import", archive, "box:1").ok();
  }

  @BeforeEach
  void makeContext() throws IOException {
    context = Files.createTempDirectory(folder, "context");
    Files.writeString(context.resolve("file"), "made");
    dockerfile("FROM scratch\nCOPY --chown=3:4 --chmod=640 file /dir/file\n");
  }

  @AfterAll
  static void close() {
    JUG.close();
  }

  private void dockerfile(String text) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), text);
  }

  private Result build(String... options) {
    var words = new ArrayList<>(List.of("build"));
    words.addAll(List.of(options));
    words.add(context.toString());
    return JUG.run(words.toArray(String[]::new));
  }

  private static String shell(String command, Path... arguments) {
    var words = new ArrayList<>(List.of("sh", "-c", command, "sh"));
    for (var argument : arguments) {
      words.add(argument.toString());
    }
    return Jug.finish(JUG.start(words), new byte[0]).ok().text();
  }

  @Test
  void filesGoIntoADirectoryAndTheEngineKeepsNoImage() throws IOException {
    var out = Files.createDirectory(context.resolve("out"));
    Files.writeString(out.resolve("before"), "");
    var images = JUG.run("images", "-aq").text();
    build("-o", out.toString()).ok();

    assertThat(out.resolve("dir/file")).hasContent("made");
    assertThat(shell("stat -c '%a %u:%g' \"$1\"", out.resolve("dir/file"))).isEqualTo("640 3:4");
    assertThat(out.resolve("before")).exists();
    assertThat(JUG.run("images", "-aq").text()).isEqualTo(images);
  }

  @Test
  void filesGoIntoAnArchiveThatIsTheSameEachTime() throws IOException {
    var first = context.resolve("1.tar");
    var second = context.resolve("2.tar");
    build("-o", "type=tar,dest=" + first).ok();
    build("--no-cache", "-o", "type=tar,dest=" + second).ok();

    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(shell("tar -xOf \"$1\" dir/file", first)).isEqualTo("made");
    assertThat(build("-q", "-o", "-").ok().out()).contains("dir/file", "made");
  }

  @Test
  void archivesOfImagesAreReadAgain() {
    for (var type : List.of("docker", "oci")) {
      var file = context.resolve(type + ".tar");
      build("-t", "out:" + type, "-o", "type=" + type + ",dest=" + file).ok();
      assertThat(JUG.run("images", "-q", "out:" + type).text()).isEmpty();
      JUG.run("pull", type + "-archive:" + file, "out:" + type).ok();
      assertThat(JUG.run("images", "-q", "out:" + type).text()).isNotEmpty();
      assertThat(JUG.run("history", "out:" + type).ok().out()).contains("COPY");
    }
    var load = JUG.run("load", "-i", context.resolve("docker.tar").toString());
    assertThat(load.text()).contains("out:docker");
    build("-t", "out:1", "-o", "type=oci,tar=false,dest=" + context.resolve("layout")).ok();
    assertThat(context.resolve("layout/oci-layout")).exists();
  }

  @Test
  void anImageIsPushed() {
    try (var registry = new FakeRegistry()) {
      var name = registry.host() + "/pushed:1";
      build("-t", name, "--push", "--iidfile", context.resolve("id").toString()).ok();
      JUG.run("rmi", name).ok();
      JUG.run("pull", name).ok();

      assertThat(context.resolve("id"))
          .hasContent(JUG.run("inspect", "-f", "{{.Id}}", name).ok().text());
    }
  }

  @Test
  void anImageForSeveralPlatformsIsAnIndex() throws IOException {
    dockerfile(
        """
        FROM --platform=$BUILDPLATFORM box:1 AS make
        ARG TARGETARCH
        RUN echo "$TARGETARCH" > /made
        FROM scratch
        COPY --from=make /made /
        """);
    var before = JUG.run("images", "-aq").text();
    try (var registry = new FakeRegistry()) {
      var name = registry.host() + "/several:1";
      build("--platform", "linux/amd64,linux/arm64", "-t", name, "--push").ok();
      for (var architecture : List.of("arm64", "amd64")) {
        JUG.run("rmi", name).ok();
        JUG.run("pull", "--platform", "linux/" + architecture, name).ok();
        var archive = context.resolve(architecture);
        dockerfile("FROM --platform=linux/" + architecture + " " + name + "\n");
        build("--platform", "linux/" + architecture, "-o", "type=tar,dest=" + archive).ok();
        assertThat(shell("tar -xOf \"$1\" made", archive)).isEqualTo(architecture);
      }
      JUG.run("rmi", name).ok();
    }
    assertThat(JUG.run("images", "-aq").text()).isEqualTo(before);
    assertThat(build("--platform", "linux/amd64,linux/arm64", "-o", "-").err())
        .contains("an image for several platforms is an image, or an OCI layout");
  }

  @Test
  void aFailureForOnePlatformLeavesNoImageOfTheOthers() throws IOException {
    Files.writeString(context.resolve("file-amd64"), "");
    dockerfile("FROM scratch\nARG TARGETARCH\nCOPY file-$TARGETARCH /\n");
    var before = JUG.run("images", "-aq").text();

    assertThat(build("--platform", "linux/amd64,linux/arm64", "-t", "half:1").code()).isNotZero();
    assertThat(JUG.run("images", "-aq").text()).isEqualTo(before);
  }

  @Test
  void contextsHaveNamesForDirectoriesAndImages() throws IOException {
    var other = Files.createDirectory(context.resolve("other"));
    Files.writeString(other.resolve("f"), "other ");
    dockerfile("FROM base\nCOPY --from=named f /f\nCOPY --from=base2 bin/true /t\nCMD cat /f\n");
    build(
            "--build-context=named=" + other,
            "--build-context=base=docker-image://box:1",
            "--build-context=base2=docker-image://box:1",
            "-t",
            "named:1")
        .ok();

    assertThat(JUG.run("run", "--rm", "named:1").ok().text()).isEqualTo("other");
    assertThat(build("--build-context=named=/nosuch").err())
        .contains("failed to get build context named: no such directory: /nosuch");
  }

  @Test
  void aCheckBuildsNothing() throws IOException {
    dockerfile("FROM box:1\nWORKDIR rel\nRUN exit 1\n");
    var found = build("--check");

    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out())
        .contains("1 warning has been found", "WARNING: WorkdirRelativePath")
        .contains("Dockerfile:2\n   2 | WORKDIR rel\n");
    dockerfile("FROM box:1\n");
    assertThat(build("--check").ok().text()).isEqualTo("Check complete, no warnings found.");
  }

  @Test
  void progressIsWhatIsAskedFor() throws IOException {
    dockerfile("FROM box:1\nRUN echo " + context + "\n");
    assertThat(build("--progress=json").ok().err())
        .contains("{\"event\":\"begin\",\"step\":1,\"stage\":")
        .contains("\"event\":\"output\",\"step\":1,\"text\":\"" + context)
        .contains("\"event\":\"done\",\"step\":1,\"cached\":false");
    assertThat(build("--progress=tty").ok().err()).contains("\033[", " CACHED ", "RUN echo");
    assertThat(build("--progress=plain").ok().err()).contains("#1 CACHED");
    assertThat(build("--progress=loud").err()).contains("invalid progress mode 'loud'");
  }

  @Test
  void aDockerfileComesFromStandardInput() {
    var words = new String[] {"build", "-f", "-", "-t", "piped:1", context.toString()};
    JUG.feed("FROM box:1\nCOPY file /\nCMD cat /file\n", words).ok();

    assertThat(JUG.run("run", "--rm", "piped:1").ok().text()).isEqualTo("made");
  }
}
