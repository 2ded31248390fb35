package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The root file system: what is there, what leads out of it, and whose changes are whose. */
@EndToEnd
class RootFilesTest {
  @TempDir static Path shared;
  private static UserBox box;
  private static Jug jug;

  @TempDir Path folder;

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

  private static String sh(String container, String script) {
    return jug.run("exec", container, "sh", "-c", script).out();
  }

  private static void start(String name, String image) {
    jug.run("run", "-d", "--name", name, "--network", "none", image, "sleep", "99").ok();
  }

  /** The number of the directory that is its root. */
  private static Object root(String container) throws IOException {
    var pid = jug.run("inspect", "-f", "{{.State.Pid}}", container).text();
    var root = Path.of("/proc", pid, "root");
    return Files.getAttribute(root, "unix:dev") + ":" + Files.getAttribute(root, "unix:ino");
  }

  @Test
  @DisplayName("B2: neither dots nor links lead above the root")
  void theRootIsItsOwnParent() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "of the host");
    start("web", "box");
    var up = "../".repeat(20).concat(secret.toString().substring(1));

    assertThat(sh("web", "cd /; cd ../../..; pwd")).isEqualTo("/\n");
    assertThat(sh("web", "ln -s " + up + " /a; ln -s " + secret + " /b; cat /a /b 2>&1"))
        .containsPattern("a'?: No such file")
        .containsPattern("b'?: No such file")
        .doesNotContain("of the host");
    jug.run("exec", "web", "mkdir", "-p", folder.toString()).ok();
    assertThat(sh("web", "echo own > " + secret + "; cat /a /b")).isEqualTo("own\nown\n");
    assertThat(secret).hasContent("of the host");
    assertThat(jug.run("cp", "web:/b", folder.resolve("copy").toString()).err()).isEmpty();
  }

  @Test
  @DisplayName("B3: a root is a process's, not a user's")
  void twoProcessesOfAUserHaveTwoRoots() throws IOException {
    start("one", "box");
    start("two", "box");

    assertThat(root("one")).isNotEqualTo(root("two"));
    assertThat(sh("one", "id -u")).isEqualTo(sh("two", "id -u")).isEqualTo("0\n");
    assertThat(sh("one", "touch /mine; ls /mine")).isEqualTo("/mine\n");
    assertThat(sh("two", "ls /mine 2> /dev/null")).isEmpty();
  }

  @Test
  @DisplayName("B5: no descriptor of the host's stays open, and the user comes after the root")
  void nothingOpenLeadsOutside() {
    var words =
        List.of("run", "--rm", "-u", "1000", "box", "sh", "-c", "ls -l /proc/self/fd; id -u");
    var said = jug.run(words.toArray(String[]::new)).ok().out().lines().toList();

    assertThat(said).last().isEqualTo("1000");
    assertThat(said.stream().filter(line -> line.contains("->")))
        .hasSizeBetween(3, 4)
        .allMatch(line -> line.matches(".* -> (/dev/null|pipe:.*|/proc/\\d+/fd)"));
  }

  @Test
  @DisplayName(
      "B6: neither handles, descriptors nor other processes' roots lead to the host's files")
  void noOtherWayThanByName() {
    var attacks = jug.run("attack", "shocker", "leaked-fd", "cwd", "host-root", "chroot");

    assertThat(attacks.ok().out()).endsWith("5 blocked, 0 got through\n");
  }

  @Test
  @DisplayName("B8: what a container writes is its own; the image stays as it was")
  void theImageStays() {
    start("one", "box");
    var tree = "find /bin /etc/passwd | sort | xargs stat -c '%n %a %s' | md5sum";
    var before = box.sh("host", tree);
    sh("one", "echo x > /bin/new; rm /bin/ls; chmod 700 /bin; echo y >> /etc/passwd");

    assertThat(box.sh("host", tree)).isEqualTo(before);
    assertThat(sh("one", tree)).isNotEqualTo(before);
  }

  @Test
  @DisplayName("B9: a directory and an archive are roots")
  void rootsOfSeveralKinds() {
    var root = BusyboxRootfs.shared().toString();

    assertThat(jug.run("run", "--rm", "--rootfs", root, "echo", "hello").text()).isEqualTo("hello");
    assertThat(jug.run("run", "--rm", "box", "echo", "hello").text()).isEqualTo("hello");
  }

  @Test
  @DisplayName("B10: what is changed is copied first, and hides what lies below")
  void changesAreCopies() {
    start("one", "box");
    start("two", "box");
    var same = sh("two", "cat /etc/passwd");
    sh("one", "echo mine >> /etc/passwd; rm /bin/ls");

    assertThat(jug.run("diff", "one").ok().out().lines())
        .contains("C /etc", "C /etc/passwd", "C /bin", "D /bin/ls");
    assertThat(sh("one", "cat /etc/passwd")).isEqualTo(same + "mine\n");
    assertThat(sh("two", "cat /etc/passwd; test -e /bin/ls && echo there"))
        .isEqualTo(same + "there\n");
    assertThat(jug.run("exec", "one", "test", "-e", "/bin/ls").code()).isEqualTo(1);
  }

  @Test
  @DisplayName("B11: several layers are one tree, the upper ones first")
  void layersAreOneTree() {
    var below = "box";
    for (int layer = 1; layer <= 3; layer++) {
      start("step", below);
      sh("step", "echo " + layer + " > /all; echo " + layer + " > /only" + layer);
      below = "box:" + layer;
      jug.run("commit", "step", below).ok();
      jug.run("rm", "-f", "step").ok();
    }

    assertThat(box.sh("host", "true")).isEmpty();
    assertThat(jug.run("run", "--rm", below, "cat", "/all", "/only1", "/only2", "/only3").out())
        .isEqualTo("3\n1\n2\n3\n");
    assertThat(jug.run("inspect", "-f", "{{len .RootFS.Layers}}", below).text()).isEqualTo("4");
  }

  @Test
  @DisplayName("B17: an image without a parent is its one layer")
  void anImageFromNothing() throws IOException {
    Files.copy(BusyboxRootfs.shared().resolve("bin/busybox"), folder.resolve("busybox"));
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY busybox /sh\n");
    jug.run("build", "-t", "alone", folder.toString()).ok();

    assertThat(jug.run("run", "--rm", "alone", "/sh", "-c", "echo /*").text())
        .isEqualTo("/dev /etc /proc /sh /sys");
    assertThat(jug.run("inspect", "-f", "{{len .RootFS.Layers}}", "alone").text()).isEqualTo("1");
  }

  @Test
  @DisplayName("B18: containers of an image have its programs in memory once")
  void programsAreInMemoryOnce() throws IOException {
    var all = List.of("one", "two", "three", "four");
    all.forEach(name -> start(name, "box"));
    var pid = jug.run("inspect", "-f", "{{.State.Pid}}", "one").text();
    Jug.eventually(() -> assertThat(program(pid, "Rss")).isPositive());

    assertThat(program(pid, "Pss")).as("its part of the pages").isPositive();
    assertThat(program(pid, "Pss") * 3).isLessThanOrEqualTo(program(pid, "Rss"));
  }

  @Test
  @DisplayName("B18: jug stats --shared says how much memory containers of an image save")
  void savedMemoryIsShown() {
    var all = List.of("one", "two", "three", "four");
    all.forEach(name -> start(name, "box"));
    var shown = jug.run("stats", "--shared").ok().out();
    assertThat(shown).containsPattern("saved: \\S+ of \\S+, because a page");
    all.forEach(name -> assertThat(shown).containsPattern("\n" + name + " +[1-9]"));
    var json = jug.run("stats", "--shared", "--format", "json", "one").ok().out();
    assertThat(json.lines()).singleElement().asString().startsWith("{\"Name\":\"one\"");
    assertThat(bytes(json, "Saved")).isPositive();
    assertThat(bytes(json, "Saved"))
        .isEqualTo(bytes(json, "Resident") - bytes(json, "Proportional"));
    assertThat(jug.run("stats", "--shared", "--format", "{{.ID}}").err())
        .contains("unknown format");
  }

  private static long bytes(String json, String field) {
    return Long.parseLong(json.replaceAll("(?s).*\"" + field + "\":\"(\\d+)\".*", "$1"));
  }

  /** Kilobytes of busybox that a process has in memory (proc_pid_smaps(5)). */
  private static long program(String pid, String figure) {
    boolean isProgram = false;
    long sum = 0;
    for (var line : lines(Path.of("/proc", pid, "smaps"))) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        isProgram = line.contains("busybox");
      } else if (isProgram && line.startsWith(figure + ":")) {
        sum += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return sum;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("B19: the file systems that programs expect are mounted")
  void usualPlacesAreThere() {
    var mounts = "awk '{print $2, $3}' /proc/mounts";

    assertThat(box.sh("host", mounts).lines())
        .contains(
            "/proc proc",
            "/sys sysfs",
            "/dev tmpfs",
            "/dev/pts devpts",
            "/dev/shm tmpfs",
            "/dev/mqueue mqueue",
            "/sys/fs/cgroup tmpfs");
  }
}
