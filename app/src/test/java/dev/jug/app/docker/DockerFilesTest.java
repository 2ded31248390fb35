package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of containers, and images that are here. */
@EndToEnd
@Requires("command:docker")
class DockerFilesTest {
  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  @Test
  void filesGoInAndOutBeforeDuringAndAfterTheRun() throws IOException {
    docker.run("create", "--name", "one", "box:1", "sh", "-c", "cat /file; sleep 99").ok();
    docker.run("cp", docker.file("file", "content"), "one:/file").ok();
    docker.run("start", "one").ok();
    docker.run("cp", "one:/file", folder + "/running").ok();
    docker.run("stop", "-t", "0", "one").ok();
    docker.run("cp", "one:/file", folder + "/stopped").ok();

    assertThat(folder.resolve("running")).hasContent("content");
    assertThat(folder.resolve("stopped")).hasContent("content");
    assertThat(docker.run("logs", "one").text()).isEqualTo("content");
    assertThat(docker.run("diff", "one").text().strip()).isEqualTo("A /file");
    assertThat(docker.run("cp", "one:/nosuch", "-").err()).contains("Could not find the file");
  }

  @Test
  void whatTheEngineMountsInEtcIsNoChangeButWhatTheContainerDoesThereIs() {
    docker.run("run", "--name", "one", "box:1", "chmod", "700", "/etc").ok();
    docker.run("run", "--name", "two", "box:1", "touch", "/etc/made").ok();
    docker.run("run", "--name", "three", "box:1", "true").ok();

    assertThat(docker.run("diff", "one").text().strip()).endsWith(" /etc").hasSize(6);
    assertThat(docker.run("diff", "two").text()).contains("A /etc/made");
    assertThat(docker.run("diff", "three").text()).isEmpty();
  }

  @Test
  void aLinkInTheContainerLeadsNowhereElse() throws IOException {
    docker.run("run", "--name", "one", "box:1", "ln", "-s", "/etc", "/link").ok();
    docker.run("cp", docker.file("planted", "x"), "one:/link/planted").ok();

    assertThat(Path.of("/etc/planted")).doesNotExist();
    docker.run("cp", "one:/etc/planted", folder + "/back").ok();
    assertThat(folder.resolve("back")).hasContent("x");
  }

  @Test
  void exportsAreArchivesOfAllFiles() throws IOException {
    docker.run("run", "--name", "one", "box:1", "touch", "/made").ok();
    var archive = folder.resolve("export.tar");
    docker.run("export", "-o", archive.toString(), "one").ok();

    assertThat(Files.size(archive)).isGreaterThan(1_000_000);
    docker.run("import", "-c", "ENV A=b", archive.toString(), "again:1").ok();
    assertThat(docker.run("inspect", "-f", "{{.Config.Env}}", "again:1").text()).contains("A=b");
    docker.run("run", "--rm", "again:1", "test", "-e", "/made").ok();
    docker.run("rmi", "again:1").ok();
  }

  @Test
  void whatIsMountedInAContainerIsCopied() throws Exception {
    var file = docker.file("mounted", "content");
    var id =
        docker
            .run("run", "-d", "--name", "one", "-v", file + ":/m:ro", "box:1", "sleep", "99")
            .text();

    docker.run("cp", "one:/m", folder + "/copied").ok();
    assertThat(folder.resolve("copied")).hasContent("content");
    docker.run("cp", "one:/etc/hostname", folder + "/hostname").ok();
    assertThat(folder.resolve("hostname")).hasContent(id.substring(0, 12) + "\n");
  }

  /** As dockerd has it, but for what is in memory, which it leaves out too. */
  @Test
  void directoriesAreCopiedWithWhatIsMountedDeeper() throws IOException {
    var bound = Files.createDirectories(folder.resolve("bound/deep"));
    Files.writeString(bound.resolve("f"), "bound");
    var file = docker.file("single", "single");
    var script = "echo vol >/data/sub/vol/v; echo mem >/data/mem/m; echo own >/data/own; sleep 99";
    docker
        .run(
            "run",
            "-d",
            "--name",
            "one",
            "-v",
            "kept:/data/sub/vol",
            "-v",
            bound.getParent() + ":/data/bnd",
            "-v",
            file + ":/data/file:ro",
            "--tmpfs",
            "/data/mem",
            "box:1",
            "sh",
            "-c",
            script)
        .ok();
    Jug.eventually(() -> docker.run("exec", "one", "test", "-e", "/data/own").ok());

    copyOutAndIn("running");
    docker.run("cp", "one:/etc", folder + "/etc").ok();
    assertThat(folder.resolve("etc/hosts")).content().contains("localhost");
    docker.run("stop", "-t", "0", "one").ok();
    copyOutAndIn("stopped");
    docker.run("rm", "-v", "one").ok();
    docker.run("volume", "rm", "kept").ok();
  }

  private static void copyOutAndIn(String state) throws IOException {
    var out = folder.resolve(state + "-out");
    docker.run("cp", "one:/data", out.toString()).ok();
    assertThat(out.resolve("sub/vol/v")).hasContent("vol");
    assertThat(out.resolve("bnd/deep/f")).hasContent("bound");
    assertThat(out.resolve("file")).hasContent("single");
    assertThat(out.resolve("own")).hasContent("own");
    assertThat(out.resolve("mem")).isEmptyDirectory();

    var data = folder.resolve(state + "-in/data");
    for (var path : new String[] {"sub/vol", "bnd"}) {
      Files.writeString(Files.createDirectories(data.resolve(path)).resolve(state), state);
    }
    docker.run("cp", data.toString(), "one:/").ok();
    assertThat(folder.resolve("bound/" + state)).hasContent(state);
    docker.run("cp", "one:/data/sub/vol/" + state, folder + "/" + state + "-back").ok();
    assertThat(folder.resolve(state + "-back")).hasContent(state);
    docker.run("run", "--rm", "-v", "kept:/v", "box:1", "test", "-e", "/v/" + state).ok();
  }

  @Test
  void imagesAreNamedSavedLoadedAndRemoved() {
    var archive = folder.resolve("saved.tar").toString();
    docker.run("run", "--name", "one", "box:1", "sh", "-c", "echo mine >/mine").ok();
    var id =
        docker.run("commit", "-c", "CMD [\"cat\",\"/mine\"]", "-m", "why", "one", "mine:1").text();
    assertThat(id).startsWith("sha256:");
    assertThat(docker.run("images", "--no-trunc", "--format", "{{.ID}} {{.Tag}}", "mine").text())
        .isEqualTo(id + " 1");
    assertThat(docker.run("history", "--format", "{{.Comment}}", "mine:1").text()).contains("why");
    docker.run("tag", "mine:1", "mine:2").ok();
    docker.run("save", "-o", archive, "mine:1", "mine:2").ok();
    assertThat(docker.run("rmi", "mine:1", "mine:2").text())
        .contains("Untagged: mine:1", "Untagged: mine:2", "Deleted: " + id);

    assertThat(docker.run("load", "-i", archive).text())
        .contains("Loaded image: mine:1", "Loaded image: mine:2");

    assertThat(docker.run("run", "--rm", "mine:1").text()).isEqualTo("mine");
    assertThat(docker.run("inspect", "-f", "{{.Id}} {{.RepoTags}}", "mine:2").text())
        .contains(id, "mine:1", "mine:2");
    docker.run("rm", "one").ok();
    assertThat(docker.run("image", "prune", "-a", "-f", "--filter", "label=none").text())
        .contains("Total reclaimed space: 0B");
    docker.run("rmi", "-f", id).ok();
  }

  @Test
  void whatIsInUseIsNotRemoved() {
    docker.run("run", "--name", "one", "box:1", "true").ok();
    assertThat(docker.run("rmi", "box:1").err())
        .contains("conflict: unable to remove repository reference \"box:1\" (must force)")
        .contains("container " + docker.run("ps", "-aq").text() + " is using");
    assertThat(docker.run("container", "prune", "-f").text()).contains("Deleted Containers:");
  }

  @Test
  void imagesHaveTheirContainersAndWhatTheyShare() {
    docker.run("run", "--name", "one", "box:1", "touch", "/made").ok();
    docker.run("commit", "one", "made:1").ok();
    docker.run("run", "--name", "two", "made:1", "true").ok();
    docker.run("run", "--name", "three", "made:1", "true").ok();

    assertThat(docker.run("system", "df").text()).containsPattern("Images +2 +2 ");
    var format = "{{range .Images}}{{.Repository}} {{.Containers}} {{.SharedSize}};{{end}}";
    assertThat(docker.run("system", "df", "-v", "--format", format).text())
        .containsPattern("box 1 [1-9][0-9.]+MB;")
        .containsPattern("made 2 [1-9][0-9.]+MB;");
    assertThat(docker.run("images", "-q", "--filter", "until=1h").text()).isEmpty();
    assertThat(docker.run("images", "-q", "--filter", "until=0s").text()).isNotEmpty();
    docker.run("rm", "one", "two", "three").ok();
    docker.run("rmi", "made:1").ok();
    assertThat(docker.run("system", "df").text()).containsPattern("Images +1 +0 ");
  }

  @Test
  void theEngineSaysWhatItIs() {
    assertThat(
            docker
                .run("version", "--format", "{{.Server.Version}} {{.Server.MinAPIVersion}}")
                .text())
        .matches("28\\.3\\.0\\+jug\\S+ 1.24");
    assertThat(docker.run("info", "--format", "{{.OSType}} {{.Driver}} {{.Images}}").text())
        .matches("linux \\w+ 1");
    assertThat(docker.run("system", "df").text()).containsPattern("Images +1 +0");
    assertThat(docker.run("network", "ls", "--format", "{{.Name}}").text())
        .contains("host", "none");
    assertThat(docker.run("volume", "ls", "-q").text()).isEmpty();
  }
}
