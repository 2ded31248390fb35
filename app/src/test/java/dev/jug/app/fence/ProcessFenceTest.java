package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Processes: how many, in which groups, stopped and started, with how many files. */
@EndToEnd
class ProcessFenceTest {
  private static final String SPIN = "while :; do :; done";

  private static Box box;

  @BeforeAll
  static void open() {
    box = new Box();
  }

  @AfterEach
  void empty() {
    box.removeAll();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  @Test
  @DisplayName("E34: a fork bomb stops at the limit, and others can still be started")
  void aForkBombStopsAtTheLimit() {
    box.start("bomb", "--pids-limit 50", "bomb() { bomb | bomb & }; bomb; sleep 99");

    Jug.eventually(() ->
        assertThat(box.jug().run("logs", "bomb").err())
            .contains("Resource temporarily unavailable"));
    assertThat(Integer.parseInt(box.hostGroup("bomb", "pids", "pids.current")))
        .isLessThanOrEqualTo(50);
    assertThat(box.run("", "sh -c 'echo fine'").text()).isEqualTo("fine");
    box.jug().run("rm", "-f", "bomb").ok();
  }

  @Test
  @DisplayName("E7: who forks twice and leaves the session stays in the group, and goes with it")
  void nobodyForksOutOfTheGroup() {
    var id = box.start("web", "", "setsid sh -c 'setsid sleep 4321 & exit' & sleep 99");

    Jug.eventually(() -> assertThat(processes(id)).hasLineCount(2));
    var last = Long.parseLong(processes(id).lines().toList().getLast());
    box.jug().run("rm", "-f", "web").ok();
    assertThat(ProcessHandle.of(last)).isEmpty();
  }

  private static String processes(String id) {
    return box.hostGroup(id, "pids", "cgroup.procs");
  }

  @Test
  @DisplayName("E6: a container's process is in its own group of every hierarchy")
  void itIsInEveryHierarchy() throws Exception {
    var id = box.start("web", "", "sleep 99");
    var pid = box.inspect("web", "{{.State.Pid}}");

    var groups = Files.readAllLines(Path.of("/proc", pid, "cgroup"));

    assertThat(groups).isNotEmpty().allMatch(line -> line.endsWith("/" + id));
  }

  @Test
  @DisplayName("E30: a paused container uses no processor until it goes on")
  void thePausedUseNothing() throws Exception {
    box.start("web", "", SPIN);
    box.jug().run("pause", "web").ok();

    assertThat(box.inspect("web", "{{.State.Status}}")).isEqualTo("paused");
    assertThat(box.hostGroup("web", "freezer", "freezer.state")).isEqualTo("FROZEN");
    var before = Accounts.processor(box, "web");
    Thread.sleep(300);
    assertThat(Accounts.processor(box, "web")).isEqualTo(before);
    box.jug().run("unpause", "web").ok();
    assertThat(box.hostGroup("web", "freezer", "freezer.state")).isEqualTo("THAWED");
    Jug.eventually(() -> assertThat(Accounts.processor(box, "web")).isNotEqualTo(before));
  }

  @Test
  @DisplayName("E31: nothing can be run in a paused container, which is said")
  void nothingRunsInAPausedOne() {
    box.start("web", "", "sleep 99");
    box.jug().run("pause", "web").ok();

    var said = box.jug().run("exec", "web", "true");

    assertThat(said.code()).isNotZero();
    assertThat(said.err()).contains("is paused, unpause the container before exec");
  }

  @Test
  @DisplayName("E37: files and processes have the limits that were asked for, and they hold")
  void filesAndProcessesAreLimited() {
    var limits =
        box.run("--ulimit nofile=20:30 --ulimit nproc=7:9", "ulimit -n; ulimit -Hn; ulimit -u");
    var files =
        box.run(
            "--ulimit nofile=7",
            "for i in 3 4 5 6 7 8 9; do eval \"exec $i</dev/null\"; echo $i; done");

    assertThat(limits.text()).isEqualTo("20\n30\n7");
    assertThat(files.out()).isEqualTo("3\n4\n5\n6\n");
    assertThat(files.err()).contains("Too many open files");
  }

  @Test
  @DisplayName("E36: every container gets a group of its own, which goes when it goes")
  void aGroupComesAndGoesWithIt() {
    var id = box.start("web", "", "sleep 99");

    assertThat(box.hostGroup("web", "memory", "cgroup.procs")).isNotEmpty();
    box.jug().run("rm", "-f", "web").ok();
    assertThat(box.groupsOf(id)).isEmpty();
  }

  @Test
  @DisplayName("E39: a container that may write its groups divides them further, within its limits")
  void whoMayWriteItsGroupsDividesThem() {
    var script =
        "cd /sys/fs/cgroup/pids && mkdir part && echo 5 > part/pids.max && echo $$ > part/tasks;"
            + " for i in 1 2 3 4 5 6 7; do sleep 1 & echo started; done";
    var kept = box.run("", "mkdir /sys/fs/cgroup/pids/part");
    var given = box.run("--privileged --pids-limit 20", script);

    assertThat(kept.err()).contains("Read-only file system");
    assertThat(given.err()).contains("Resource temporarily unavailable");
    assertThat(given.out()).hasLineCount(4);
  }
}
