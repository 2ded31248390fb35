package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose files are in containers whose users are nobody on the machine. */
@EndToEnd
class UserNamespaceFilesTest {
  @TempDir static Path shared;
  private static UserBox box;
  private static Jug jug;

  @TempDir Path folder;

  /** Whoever is nobody there may come in. */
  @BeforeEach
  void openFolder() throws IOException {
    Files.setAttribute(folder, "unix:mode", 0755);
  }

  @BeforeAll
  static void open() {
    box = UserBox.open(shared);
    jug = box.jug();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  @AfterEach
  void nothingIsLeft() {
    box.clear();
  }

  @Test
  @DisplayName("G31: who gets out of a user namespace is nobody: no file of the host's root is his")
  void whoGetsOutIsNobody() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "of the host");
    Files.setAttribute(secret, "unix:mode", 0600);
    Files.setAttribute(Files.writeString(folder.resolve("plain"), "x"), "unix:mode", 0644);
    var script =
        "cat /host/secret; echo evil >/host/plain; echo evil >/host/new; chown 0 /host/plain; id -u";

    var without = box.run("host", "-v", folder + ":/host", "box", "sh", "-c", script);
    assertThat(without.out()).contains("of the host");
    assertThat(folder.resolve("new")).exists();
    Files.delete(folder.resolve("new"));
    Files.writeString(folder.resolve("plain"), "x");

    // The fence is open on purpose: everything is his but the name of root.
    var rights = List.of("--cap-add", "ALL", "--security-opt", "seccomp=unconfined");
    var words = new ArrayList<>(rights);
    words.addAll(List.of("-v", folder + ":/host", "box", "sh", "-c", script));
    var within = box.run("auto", words.toArray(String[]::new));
    assertThat(within.out()).isEqualTo("0\n");
    assertThat(within.err()).contains("can't open '/host/secret': Permission denied");
    assertThat(folder.resolve("new")).doesNotExist();
    assertThat(folder.resolve("plain")).hasContent("x");
  }

  @Test
  void aVolumeBelongsToTheSameUsersWhateverTheirIds() throws IOException {
    box.sh("auto", "true");
    var mine = "echo a >/data/a; chown 33:44 /data/a; touch /data/root";
    box.run("auto", "-v", "keep:/data", "box", "sh", "-c", mine).ok();
    jug.run("create", "--name", "holder", "--userns", "auto", "box", "true").ok();

    for (var mode : List.of("auto", "host", "map:0:500000:1000")) {
      var script = "stat -c %u:%g /data/a /data/root; echo b >>/data/a";
      assertThat(box.run(mode, "-v", "keep:/data", "box", "sh", "-c", script).ok().out())
          .isEqualTo("33:44\n0:0\n");
    }
    var data = jug.place().resolve("state/volumes/keep/data");
    assertThat(UserBox.owner(data.resolve("a"))).isEqualTo(33);
    assertThat(UserBox.owner(data.resolve("root"))).isEqualTo(0);
  }

  @Test
  void aBindIsMappedIfAsked() throws IOException {
    Files.setAttribute(Files.createFile(folder.resolve("his")), "unix:uid", 1000);
    Files.setAttribute(folder, "unix:uid", 1000);
    var script = "stat -c %u /b/his; touch /b/new 2>/dev/null";

    assertThat(box.run("auto", "-v", folder + ":/b", "box", "sh", "-c", script).out())
        .isEqualTo("65534\n");
    assertThat(box.run("auto", "-v", folder + ":/b:idmap", "box", "sh", "-c", script).ok().out())
        .isEqualTo("1000\n");
    assertThat(UserBox.owner(folder.resolve("new"))).isEqualTo(0);
    var mount = "type=bind,source=" + folder + ",target=/b,idmap";
    assertThat(box.run("auto", "--mount", mount, "box", "sh", "-c", script).ok().out())
        .isEqualTo("1000\n");
    var kept = "touch /b/kept; stat -c %u /b/kept";
    assertThat(
            box.run("keep-id:uid=1000", "-v", folder + ":/b", "box", "sh", "-c", kept).ok().out())
        .isEqualTo("1000\n");
    assertThat(UserBox.owner(folder.resolve("kept"))).isEqualTo(1000);
  }

  @Test
  void anImageMadeOfItHasTheContainersIds() {
    var script = "touch /mine /etc/his; chown 33:44 /etc/his; rm -r /bin/ls; sleep 99";
    jug.run("run", "-d", "--name", "aa", "--userns", "auto", "box", "sh", "-c", script).ok();
    Jug.eventually(() ->
        assertThat(jug.run("diff", "aa").text()).contains("A /etc/his", "A /mine", "D /bin/ls"));

    jug.run("commit", "aa", "made").ok();

    for (var mode : List.of("host", "auto")) {
      var look =
          box.run(
              mode,
              "made",
              "sh",
              "-c",
              "stat -c %u:%g /mine /etc/his; test -e /bin/ls || echo gone");
      assertThat(look.out()).isEqualTo("0:0\n33:44\ngone\n");
    }
    jug.run("rmi", "made").ok();
  }

  @Test
  void filesAreCopiedWithTheContainersIds() throws IOException {
    var script = "touch /his; chown 33:44 /his; sleep 99";
    jug.run(
            "run",
            "-d",
            "--name",
            "aa",
            "--userns",
            "auto",
            "-v",
            "keep:/data",
            "box",
            "sh",
            "-c",
            script)
        .ok();
    var file = Files.writeString(folder.resolve("file"), "content");
    Files.setAttribute(file, "unix:uid", 7);
    jug.run("cp", file.toString(), "aa:/data/in").ok();
    jug.run("cp", "-a", file.toString(), "aa:/etc/own").ok();

    assertThat(jug.run("exec", "aa", "stat", "-c", "%u", "/data/in", "/etc/own").text())
        .isEqualTo("0\n7");
    assertThat(UserBox.owner(jug.place().resolve("state/volumes/keep/data/in"))).isEqualTo(0);
    jug.run("cp", "-a", "aa:/his", folder.resolve("out").toString()).ok();
    assertThat(UserBox.owner(folder.resolve("out"))).isEqualTo(33);
    var list = List.of("sh", "-c", Jug.program() + " export aa | tar tvn his etc/own");
    assertThat(Jug.finish(jug.start(list), new byte[0]).out()).contains(" 33/44 ", " 7/0 ");

    jug.run("stop", "-t", "0", "aa").ok();
    jug.run("cp", "-a", "aa:/etc/own", folder.resolve("still").toString()).ok();
    assertThat(UserBox.owner(folder.resolve("still"))).isEqualTo(7);
  }

  @Test
  void theMachinesOwnSystemAndADirectoryAreMappedToo() {
    assertThat(
            box.run("auto", "host", "sh", "-c", "stat -c %u /bin/sh /etc; touch /new").ok().out())
        .isEqualTo("0\n0\n");
    var rootfs = BusyboxRootfs.create(folder.resolve("root"));
    assertThat(
            box.run("auto", "--rootfs", rootfs.toString(), "stat", "-c", "%u", "/bin").ok().out())
        .isEqualTo("0\n");
  }
}
