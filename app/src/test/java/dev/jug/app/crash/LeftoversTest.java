package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of crashes miss nothing that an engine could leave: each kind is seen. */
@EndToEnd
@Requires("command:ip")
class LeftoversTest {
  private static final String ID = "0123456789ab".repeat(5) + "0123";

  @AutoClose private final Jug jug = new Jug();
  private final Belongings machine = Belongings.of(jug);
  private final Leftovers leftovers = Leftovers.of(jug);

  @BeforeEach
  void open() {
    jug.run("engine", "start").ok();
    leftovers.assertNone();
  }

  private void assertSeen(String what) {
    assertThatThrownBy(leftovers::look).hasMessageContaining(what);
  }

  private static void run(String... words) throws IOException {
    Jug.finish(new ProcessBuilder(words).start(), new byte[0]).ok();
  }

  @Test
  @DisplayName("a cable of nobody, and a bridge of no network")
  void devices() throws IOException {
    for (var kind : new String[] {"endpoint", "network"}) {
      run("ip", "link", "add", "jugt-left", "type", "bridge");
      run("ip", "link", "set", "jugt-left", "alias", machine.tag() + " " + kind + " " + ID);
      try {
        assertSeen(kind.equals("network") ? "bridges" : "endpoints");
      } finally {
        run("ip", "link", "del", "jugt-left");
      }
    }
    leftovers.look();
  }

  @Test
  @DisplayName("a cgroup of nobody")
  void group() throws IOException {
    var legacy = Path.of("/sys/fs/cgroup/pids");
    var own =
        (Files.isDirectory(legacy) ? legacy : Path.of("/sys/fs/cgroup")).resolve(machine.tag());
    Files.createDirectories(own.resolve(ID));
    try {
      assertSeen("cgroups");
    } finally {
      Files.delete(own.resolve(ID));
      Files.delete(own);
    }
  }

  @Test
  @DisplayName("a run directory, and what was written without a record")
  void directories() throws IOException {
    var run = machine.folders().runDirectory().resolve("0123456789ab");
    Files.createDirectory(run);
    assertSeen("run directories");
    Files.delete(run);

    assertThat(blanks()).doesNotContain(ID);
    var state = jug.place().resolve("state/containers").resolve(ID);
    Files.createDirectories(state.resolve("upper"));
    assertSeen("empty directories");
    Files.createFile(state.resolve("upper/file"));
    assertSeen("directories without a record");
    Files.delete(state.resolve("upper/file"));
    Files.delete(state.resolve("upper"));
    Files.delete(state);
    leftovers.look();
  }

  /** Over a directory that was made ahead. */
  @Test
  @DisplayName("a mount for nobody")
  void mount() throws IOException {
    var blank = jug.place().resolve("state/containers").resolve(blanks().getFirst());
    run("mount", "-t", "tmpfs", "tmpfs", blank.toString());
    try {
      assertSeen("mounts of what is gone");
    } finally {
      run("umount", blank.toString());
    }
  }

  private List<String> blanks() {
    Jug.eventually(() -> assertThat(machine.folders().unrecorded()).hasSize(4));
    return List.copyOf(machine.folders().unrecorded());
  }
}
