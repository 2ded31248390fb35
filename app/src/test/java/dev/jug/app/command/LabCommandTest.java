package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Experiments, as they are typed. */
@EndToEnd
class LabCommandTest {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final int DEPTH = 4;

  private static Jug jug;

  @TempDir Path directory;

  @BeforeAll
  static void open() {
    jug = new Jug();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(jug.run("ps", "-aq").text()).isEmpty();
    assertThat(jug.place().resolve("run/live/containers"))
        .satisfiesAnyOf(
            runs -> assertThat(runs).doesNotExist(), runs -> assertThat(runs).isEmptyDirectory());
  }

  @Test
  void thoseThereAreAreListed() {
    assertThat(jug.run("lab").ok().out().lines().map(line -> line.replaceFirst(" .*", "")))
        .containsExactly(
            "EXPERIMENT",
            "cgroup",
            "namespaces",
            "five-steps",
            "chroot",
            "compare",
            "layers",
            "bridge",
            "cpu",
            "cpuset",
            "memory",
            "pids",
            "blkio",
            "freezer",
            "devices");
    var unknown = jug.run("lab", "nonsense");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("no such experiment: nonsense", "jug lab");
  }

  /** What every experiment promises. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cgroup",
        "namespaces",
        "five-steps",
        "chroot",
        "layers",
        "bridge",
        "cpu",
        "cpuset",
        "memory",
        "pids",
        "blkio",
        "freezer",
        "devices"
      })
  void eachStepSaysWhatWasDoneAndWhatCameOfIt(String experiment) throws IOException {
    var steps = jug.run("lab", "--format", "json", experiment).ok().out();
    assertThat(steps.lines())
        .hasSizeGreaterThan(3)
        .allMatch(step ->
            step.matches("\\{\"What\":\".+\",\"Shell\":\".+\",\"Call\":\".+\",\"Effect\":\".+\"}"))
        .anyMatch(step -> step.contains("(2)"));
    assertThat(groups("lab-")).isEmpty();
  }

  @DisplayName("E3: hierarchies, subsystems, groups and tasks of the machine are shown")
  @Test
  void theTreeIsShown() throws IOException {
    var shown = jug.run("lab", "cgroup").ok().out();
    for (var line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      assertThat(shown).contains(line.split(":", 3)[1].replace(",", ", "));
    }
    assertThat(shown).contains("subsystems: ", "group /: ", " tasks: ");
  }

  @DisplayName("E4: a process begins in its parent's groups, in each hierarchy by itself")
  @Test
  void groupsAreInherited() throws IOException {
    var shown = jug.run("lab", "cgroup").ok().out();
    assertThat(shown)
        .contains("they are inherited", "its parent stays: /", "Device or resource busy")
        .contains("groups that are left: 0")
        .doesNotContain("somebody has moved it");
    assertThat(groups(made(shown))).isEmpty();
  }

  @Test
  void eachKindOfNamespaceIsOneOfItsOwn() throws IOException {
    var shown = jug.run("lab", "namespaces").ok().out();
    for (var kind : new String[] {"uts", "ipc", "net", "mnt", "cgroup", "pid", "user"}) {
      var pair =
          Pattern.compile("→ (%1$s:\\[\\d+]), not (%1$s:\\[\\d+])".formatted(kind)).matcher(shown);
      assertThat(pair.find()).as(kind + " in " + shown).isTrue();
      assertThat(pair.group(1)).isNotEqualTo(pair.group(2));
      assertThat(pair.group(2))
          .isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString());
    }
    assertThat(shown)
        .containsPattern("/net/dev: lo\n")
        .containsPattern("tmpfs at \\S+: there\n +→ and outside: not there")
        .containsPattern("timens_offsets: monotonic 86400 0")
        .containsPattern("NSpid: \\d+ 1:")
        .containsPattern("uid_map at first: empty")
        .containsPattern("uid_map: 0 100000 65536")
        .endsWith("gone with its namespace\n");
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain("/lab-");
  }

  @DisplayName("E38: five steps of a shell make what is nearly a container")
  @Test
  void fiveSteps() throws IOException {
    var shown = jug.run("lab", "five-steps").ok().out();
    assertThat(shown)
        .contains("1. cgcreate", "2. cgset", "3. cgexec", "4. unshare", "5. chroot")
        .contains("67108864", "CLONE_NEWPID", "ls / shows: bin hello")
        .containsPattern("NSpid: \\d+ 1:")
        .containsPattern("hostname, in uts:\\[\\d+]: lab-five\n")
        .containsPattern("root -> /\\S+/root\n")
        .endsWith("groups that are left: 0\n");
    var inside = Pattern.compile("→ (uts:\\[\\d+]), not (uts:\\[\\d+])").matcher(shown);
    assertThat(inside.find()).isTrue();
    assertThat(inside.group(1)).isNotEqualTo(inside.group(2));
    assertThat(inside.group(2))
        .isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/uts")).toString());
    assertThat(groups(made(shown))).isEmpty();
  }

  @DisplayName("B1: a directory is all there is after chroot")
  @Test
  void aDirectoryIsAll() throws IOException {
    Files.writeString(directory.resolve("mine"), "");
    assertThat(jug.run("lab", "chroot", directory.toString()).ok().out())
        .contains("root -> " + directory + "\n", "ls / shows: mine\n", "ENOENT");
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(directory.resolve("mine"));
    }
    assertThat(jug.run("lab", "chroot", "/nowhere").err()).contains("not a directory: /nowhere");
  }

  @DisplayName("B4: root climbs out of a chroot, and not out of a container")
  @Test
  void onlyAChrootIsClimbedOutOf() {
    var steps = jug.run("lab", "--format", "json", "chroot").ok().out().lines().toList();
    assertThat(steps).hasSize(4);
    assertThat(steps.get(0)).contains("outside: ENOENT");
    assertThat(steps.get(1)).contains("not below its root");
    assertThat(steps.get(2)).contains("root -> /\\n", "outside: opened");
    assertThat(steps.get(3)).contains("it was blocked by").doesNotContain("got through");
  }

  private static String made(String shown) {
    var name = Pattern.compile("/(lab-[0-9a-f]+)").matcher(shown);
    assertThat(name.find()).isTrue();
    return name.group(1);
  }

  private static List<Path> groups(String name) throws IOException {
    try (var all =
        Files.find(GROUPS, DEPTH, (path, _) -> path.getFileName().toString().startsWith(name))) {
      return all.toList();
    }
  }
}
