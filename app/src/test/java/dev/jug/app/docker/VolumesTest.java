package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes, in the hands of the stock client. */
@EndToEnd
@Requires("command:docker")
class VolumesTest {
  @TempDir static Path folder;
  private static Docker docker;

  /** An image with a directory for data, and links that would lead to the host. */
  @BeforeAll
  static void open() throws IOException {
    docker = new Docker(folder);
    var more = folder.resolve("more");
    var data = Files.createDirectories(more.resolve("data/sub"));
    Files.writeString(more.resolve("data/one"), "of the image\n");
    Files.createLink(data.resolve("two"), more.resolve("data/one"));
    Files.setAttribute(data, "unix:uid", 12);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x---"));
    Files.createSymbolicLink(more.resolve("trap"), folder.resolve("host"));
    Files.createSymbolicLink(more.resolve("climb"), Path.of("../../../../../data"));
    Files.createDirectories(folder.resolve("host"));
    Files.writeString(folder.resolve("host/secret"), "of the host\n");
    docker.makeImage("data:1", List.of("CMD [\"true\"]", "VOLUME /data"), more);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("volume", "prune", "-af").ok();
    assertThat(names()).isEmpty();
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private static List<String> names(String... filters) {
    var words = new ArrayList<>(List.of("volume", "ls", "-q"));
    words.addAll(List.of(filters));
    return docker.run(words.toArray(String[]::new)).text().lines().toList();
  }

  private static String shell(String script, String... options) {
    var words = new ArrayList<>(List.of("run", "--rm"));
    words.addAll(List.of(options));
    words.addAll(List.of("data:1", "sh", "-c", "{ " + script + "; } 2>&1"));
    return docker.run(words.toArray(String[]::new)).out();
  }

  @Test
  void volumesAreMadeSeenAndRemoved() {
    assertThat(docker.run("volume", "create", "--label", "a=b", "one").text()).isEqualTo("one");
    docker.run("volume", "create", "one").ok();
    docker.run("volume", "create", "two").ok();

    assertThat(names()).containsExactly("one", "two");
    assertThat(names("-f", "label=a=b")).containsExactly("one");
    assertThat(docker.run("volume", "inspect", "-f", "{{.Driver}} {{.Labels}}", "one").text())
        .isEqualTo("local map[a:b]");
    docker.run("create", "--name", "user", "-v", "two:/two", "box:1").ok();
    assertThat(names("-f", "dangling=true")).containsExactly("one");
    assertThat(docker.run("volume", "rm", "two").err()).contains("remove two: volume is in use");
    docker.run("volume", "rm", "one").ok();
    docker.run("volume", "rm", "-f", "one").ok();
    assertThat(docker.run("volume", "rm", "one").err()).contains("get one: no such volume");
    assertThat(docker.run("volume", "create", "a/b").err())
        .contains("includes invalid characters for a local volume name");
  }

  @Test
  void whatOneContainerWritesAnotherOneReads() {
    shell("echo written > /v/file", "-v", "shared:/v");

    assertThat(shell("cat /v/file; touch /v/x", "-v", "shared:/v:ro"))
        .isEqualTo("written\ntouch: /v/x: Read-only file system\n");
  }

  @Test
  void aReadOnlyRootHasVolumesToWriteTo() {
    assertThat(
            shell(
                "echo 1 > /data/new && echo 2 > /deep/er/new && cat /data/new /deep/er/new;"
                    + " touch /x",
                "--read-only",
                "-v",
                "deep:/deep/er"))
        .isEqualTo("1\n2\ntouch: /x: Read-only file system\n");
  }

  @Test
  void anEmptyVolumeGetsWhatTheImageHas() {
    var look = "cat /data/one; stat -c '%h' /data/one; stat -c '%u %a' /data/sub";

    assertThat(shell(look, "-v", "copied:/data")).isEqualTo("of the image\n2\n12 710\n");
    shell("echo changed > /data/one", "-v", "copied:/data");
    assertThat(shell("cat /data/one", "-v", "copied:/data")).isEqualTo("changed\n");
    assertThat(shell("ls /data", "-v", "empty:/data:nocopy")).isEmpty();
    assertThat(shell("ls /data", "--mount", "type=volume,target=/data,volume-nocopy")).isEmpty();
  }

  @Test
  void linksOfTheImageDoNotLeadToTheHost() throws IOException {
    assertThat(shell("ls -A /trap/; echo mine > /trap/mine; ls /trap/", "-v", "trap:/trap"))
        .isEqualTo("mine\n");
    assertThat(shell("cat /climb/one", "-v", "climb:/climb")).isEqualTo("of the image\n");

    assertThat(folder.resolve("host")).isDirectoryNotContaining("glob:**mine");
    assertThat(Files.readString(folder.resolve("host/secret"))).isEqualTo("of the host\n");
  }

  @Test
  void anonymousVolumesGoWithTheirContainer() {
    shell("true", "-v", "/more");
    Jug.eventually(() -> assertThat(names()).isEmpty());

    docker.run("create", "--name", "one", "-v", "/more", "data:1").ok();
    assertThat(names()).hasSize(2).allMatch(name -> name.matches("[0-9a-f]{64}"));
    docker.run("rm", "one").ok();
    assertThat(names("-f", "dangling=true")).hasSize(2);
    docker.run("volume", "create", "named").ok();
    assertThat(docker.run("volume", "prune", "-f").text()).contains("Deleted Volumes:");
    assertThat(names()).containsExactly("named");

    docker.run("create", "--name", "two", "-v", "named:/n", "data:1").ok();
    docker.run("rm", "-v", "two").ok();
    assertThat(names()).containsExactly("named");
  }

  @Test
  void volumesAreInheritedAlongAChain() {
    docker.run("create", "--name", "one", "-v", "named:/named", "data:1").ok();
    docker.run("create", "--name", "two", "--volumes-from", "one", "box:1").ok();
    docker.run("rm", "-v", "one").ok();

    assertThat(
            shell(
                "cat /data/one; echo 1 > /named/new && touch /data/x", "--volumes-from", "two:ro"))
        .contains("of the image", "Read-only file system");
    assertThat(names()).hasSize(2);
    docker.run("rm", "-v", "two").ok();
    assertThat(names()).containsExactly("named");
  }

  @Test
  void aPartOfAVolumeDoesNotLeadOutOfIt() {
    shell(
        "mkdir -p /v/part; echo in > /v/part/file; ln -s /etc /v/out; ln -s part /v/in",
        "-v",
        "whole:/v");
    var part = "type=volume,source=whole,target=/p,volume-subpath=";

    assertThat(shell("cat /p/file", "--mount", part + "part")).isEqualTo("in\n");
    assertThat(shell("cat /p/file", "--mount", part + "in")).isEqualTo("in\n");
    assertThat(docker.run("run", "--rm", "--mount", part + "out", "box:1").err())
        .contains("cannot access path out");
    assertThat(docker.run("run", "--rm", "--mount", part + "none", "box:1").err())
        .contains("cannot access path none");
    assertThat(docker.run("run", "--rm", "--mount", part + "../x", "box:1").err())
        .contains("must be a relative path within the volume");

    docker.run("create", "--name", "one", "--mount", part + "in", "box:1", "cat", "/p/more").ok();
    docker.run("cp", docker.file("file", "copied\n"), "one:/p/more").ok();
    assertThat(docker.run("start", "-a", "one").text()).isEqualTo("copied");
    docker.run("create", "--name", "two", "--mount", part + "out", "box:1").ok();
    assertThat(docker.run("cp", "two:/p/passwd", "-").err()).contains("Could not find the file");
  }

  @Test
  void filesOfAnImageCanBeReadOnly() {
    assertThat(shell("cat /i/data/one; touch /i/x", "--mount", "type=image,source=data:1,dst=/i"))
        .isEqualTo("of the image\ntouch: /i/x: Read-only file system\n");
    docker
        .run("create", "--name", "user", "--mount", "type=image,source=box:1,dst=/i", "data:1")
        .ok();
    assertThat(docker.run("rmi", "box:1").err()).contains("conflict");
  }

  @Test
  void bindsAreMadeAsTheyAreAskedFor() throws IOException {
    var made = folder.resolve("made/here");
    shell("echo 1 > /b/file", "-v", made + ":/b");
    assertThat(made.resolve("file")).hasContent("1");

    assertThat(
            docker
                .run("run", "--rm", "--mount", "type=bind,src=" + folder + "/no,dst=/b", "box:1")
                .err())
        .contains("bind source path does not exist");
    assertThat(
            shell(
                "grep ' /b ' /proc/self/mountinfo",
                "--mount",
                "type=bind,src=" + made + ",dst=/b,readonly,bind-propagation=rslave"))
        .contains(" ro,");
    assertThat(docker.run("run", "--rm", "-v", made + ":/b", "-v", "x1:/b", "box:1").err())
        .contains("Duplicate mount point: /b");
  }

  @Test
  void whatIsCopiedIntoOneThatDoesNotRunGoesToItsVolumes() throws IOException {
    docker
        .run(
            "create",
            "--name",
            "one",
            "-v",
            "named:/data",
            "-v",
            "more:/new/deep",
            "-v",
            "locked:/locked:ro",
            "data:1",
            "cat",
            "/data/file",
            "/new/deep/file")
        .ok();
    var file = docker.file("file", "copied\n");

    docker.run("cp", file, "one:/data/file").ok();
    docker.run("cp", file, "one:/new/deep/file").ok();
    assertThat(docker.run("cp", file, "one:/locked/file").err()).contains("is marked read-only");
    assertThat(docker.run("start", "-a", "one").text()).isEqualTo("copied\ncopied");
    docker.run("cp", "one:/data/one", folder.resolve("back").toString()).ok();
    assertThat(folder.resolve("back")).hasContent("of the image");
    assertThat(docker.run("diff", "one").text()).doesNotContain("/data/file");
  }

  @Test
  void mountsAreShown() {
    docker
        .run(
            "create",
            "--name",
            "one",
            "-v",
            "named:/named:ro",
            "-v",
            "/anonymous",
            "--mount",
            "type=volume,src=field,dst=/field",
            "box:1")
        .ok();

    assertThat(
            docker
                .run(
                    "inspect",
                    "-f",
                    "{{range .Mounts}}{{.Type}} {{.Destination}} {{.Driver}} {{.RW}} {{.Mode}};{{end}}"
                        + "{{.HostConfig.Binds}} {{len .HostConfig.Mounts}} {{.Config.Volumes}}",
                    "one")
                .text())
        .contains(
            "volume /named local false ro;",
            "volume /field local true ;",
            "volume /anonymous local true ;",
            "[named:/named:ro] 1 map[/anonymous:{}]");
    assertThat(docker.run("ps", "-a", "--format", "{{.Mounts}} {{.LocalVolumes}}").text())
        .contains("named", "field", "3");
    assertThat(docker.run("ps", "-aq", "-f", "volume=named").text()).isNotEmpty();
    assertThat(docker.run("ps", "-aq", "-f", "volume=other").text()).isEmpty();
    assertThat(
            docker.run("system", "df", "--format", "{{.Type}} {{.TotalCount}} {{.Active}}").text())
        .contains("Local Volumes 3 3");
    assertThat(docker.run("system", "df", "-v").text()).containsPattern("(?m)^named +1 +\\d");
  }

  @Test
  void eventsTellOfVolumes() {
    shell("true", "-v", "told:/v");
    docker.run("volume", "rm", "told").ok();

    Jug.eventually(() ->
        assertThat(
                docker
                    .run(
                        "events",
                        "--since",
                        "1m",
                        "--until",
                        "0s",
                        "-f",
                        "type=volume",
                        "-f",
                        "volume=told",
                        "--format",
                        "{{.Action}}")
                    .text()
                    .lines())
            .containsExactly("create", "mount", "unmount", "destroy"));
  }

  @Test
  void aFileSystemOfItsOwnIsThereWhileSomebodyRuns() {
    docker
        .run(
            "volume",
            "create",
            "-o",
            "type=tmpfs",
            "-o",
            "device=tmpfs",
            "-o",
            "o=size=1m",
            "memory")
        .ok();
    docker
        .run(
            "run",
            "-d",
            "--name",
            "one",
            "-v",
            "memory:/m",
            "box:1",
            "sh",
            "-c",
            "echo 1 > /m/file; sleep 99")
        .ok();
    Jug.eventually(() ->
        assertThat(shell("cat /m/file; df /m | tail -1", "-v", "memory:/m"))
            .startsWith("1\n")
            .contains("tmpfs", "1024"));

    docker.jug().killEngine();
    docker.jug().run("engine", "start").ok();
    assertThat(shell("cat /m/file", "-v", "memory:/m")).isEqualTo("1\n");
    docker.run("rm", "-f", "one").ok();
    Jug.eventually(() -> assertThat(shell("ls /m", "-v", "memory:/m")).isEmpty());
    assertThat(
            docker
                .run(
                    "volume",
                    "create",
                    "-o",
                    "type=nosuch",
                    "-o",
                    "device=x",
                    "-o",
                    "o=ro",
                    "strange")
                .text())
        .isEqualTo("strange");
    assertThat(docker.run("run", "--rm", "-v", "strange:/x", "box:1").err())
        .contains("this kernel has no file system nosuch");
  }
}
