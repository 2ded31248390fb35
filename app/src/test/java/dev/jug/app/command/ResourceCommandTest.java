package dev.jug.app.command;

import static dev.jug.app.command.ResourceBox.SPIN;
import static org.assertj.core.api.Assertions.assertThat;

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

/** Resource containers through the commands: what comes, goes and stays. */
@EndToEnd
class ResourceCommandTest {
  private static ResourceBox box;

  @BeforeAll
  static void open() {
    box = new ResourceBox();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  @AfterEach
  void clear() {
    box.clear();
  }

  private static String groups(String pid) {
    try {
      return Files.readString(Path.of("/proc", pid, "cgroup"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String groupsOf(String container) {
    return groups(box.jug().run("inspect", "-f", "{{.State.Pid}}", container).text());
  }

  @Test
  @DisplayName("A2: a budget is made, shown, changed and removed, and belongs to no container")
  void aBudgetIsMadeShownChangedAndRemoved() {
    assertThat(box.rc("create", "jobs", "--cpu-shares", "512", "-m", "200m", "--pids-limit", "99"))
        .isEqualTo("jobs");
    box.rc("create", "--parent", "jobs", "--cpus", "0.5", "--cpuset-cpus", "0", "night");

    assertThat(box.rc("ls").lines().map(line -> line.replaceAll(" +", " ").strip()))
        .containsExactly(
            "NAME SHARES CPUS MEMORY PIDS LIMIT CONTAINERS PROCESSES",
            "jobs 512 - 200MiB 99 0 0",
            "jobs/night - 0.5 - - 0 0");
    assertThat(box.rc("ls", "--tree"))
        .isEqualTo("jobs  shares 512  memory 200MiB  pids 99\n└─ night  cpus 0.5");
    assertThat(box.rc("ls", "--format", "json")).contains("\"Name\":\"jobs/night\"");
    assertThat(
            box.rc(
                "inspect",
                "-f",
                "{{.Parent}} {{.Limits.NanoCpus}} {{.Limits.CpusetCpus}}",
                "jobs/night"))
        .isEqualTo("jobs 500000000 0");

    box.rc("update", "-m", "64m", "--pids-limit", "50", "--cpuset-cpus", "0", "jobs");
    assertThat(box.rc("inspect", "-f", "{{.Limits.Memory}} {{.Limits.CpuShares}}", "jobs"))
        .isEqualTo("67108864 512");
    var used = box.tryRc("rm", "jobs");
    assertThat(used.code()).isEqualTo(1);
    assertThat(used.err())
        .contains("resource container jobs is in use: resource container jobs/night");
    assertThat(box.rc("rm", "jobs/night", "jobs")).isEqualTo("jobs/night\njobs");
    assertThat(box.rc("ls", "-q")).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    box.rc("create", "jobs");

    assertThat(box.tryRc("create", "jobs").err())
        .contains("resource container jobs exists already");
    assertThat(box.tryRc("create", "no/where").err()).contains("No such resource container: no");
    assertThat(box.tryRc("create", "../x").err()).contains("invalid name of a resource container");
    assertThat(box.tryRc("create", "x", "-m", "1m").err()).contains("Minimum memory limit");
    assertThat(box.tryRc("create", "x", "--cpuset-cpus", "999").err())
        .contains("Requested CPUs are not available");
    assertThat(box.tryRc("attach", "jobs", "nobody").err()).contains("No such container: nobody");
    assertThat(box.tryRc("attach", "jobs", "4194303").err()).contains("No such process: 4194303");
    assertThat(box.tryRc("detach", "1").err()).contains("process 1 is in no resource container");
    assertThat(box.once(":", "--rc", "none").err()).contains("No such resource container: none");
    assertThat(box.once(":", "--rc", "jobs", "--cgroup-parent", "/x").err())
        .contains("--rc and --cgroup-parent");
    assertThat(box.rc("ls", "-q")).isEqualTo("jobs");
  }

  @Test
  @DisplayName("A2: running containers are attached, moved and detached, and keep their limits")
  void aContainerMovesWhileItRuns() {
    box.rc("create", "one");
    box.rc("create", "two", "--pids-limit", "50");
    box.box("mover", "while :; do (sleep 0.01) & wait; done", "--pids-limit", "20");

    box.rc("attach", "one", "mover");
    box.rc("attach", "two", "mover");

    var parent = box.rc("inspect", "-f", "{{.CgroupPath}}", "two");
    assertThat(box.jug().run("inspect", "-f", "{{.HostConfig.CgroupParent}}", "mover").text())
        .isEqualTo(parent);
    assertThat(groupsOf("mover").lines()).allMatch(line -> line.contains(":" + parent + "/"));
    assertThat(box.rc("inspect", "-f", "{{.Containers}}", "two")).isEqualTo("[mover]");
    assertThat(box.jug().run("exec", "mover", "cat", "/proc/self/cgroup").text())
        .contains("rc-two");
    box.jug().run("pause", "mover").ok();
    box.rc("attach", "one", "mover");
    assertThat(box.jug().run("inspect", "-f", "{{.State.Status}}", "mover").text())
        .isEqualTo("paused");
    box.jug().run("unpause", "mover").ok();

    box.rc("detach", "mover");
    assertThat(groupsOf("mover")).doesNotContain("rc-");
    assertThat(box.jug().run("stats", "--no-stream", "--format", "{{.PIDs}}", "mover").text())
        .isNotEqualTo("0");
    box.jug().run("restart", "-t", "0", "mover").ok();
    assertThat(groupsOf("mover")).doesNotContain("rc-");
  }

  @Test
  @DisplayName("A2: one that was moved still sees itself, and its kills are told")
  void aMovedContainerIsLookedAtWhereItIs() {
    box.rc("create", "jobs");
    box.box("moved", "sleep 99", "-m", "64m", "--memory-swap", "64m");
    box.rc("attach", "jobs", "moved");

    var total = List.of("exec", "moved", "grep", "MemTotal", "/proc/meminfo");
    Jug.eventually(
        () -> assertThat(box.jug().run(total.toArray(String[]::new)).text()).contains(" 65536 kB"));
    box.jug().run("update", "-m", "32m", "--memory-swap", "32m", "moved").ok();
    Jug.eventually(
        () -> assertThat(box.jug().run(total.toArray(String[]::new)).text()).contains(" 32768 kB"));
    box.jug().run("exec", "moved", "sh", "-c", "tail /dev/zero");
    Jug.eventually(() ->
        assertThat(box.jug().run("events", "--since", "1h", "--until", "0s").text())
            .containsPattern("container oom .*name=moved.*process=tail"));
  }

  @Test
  @DisplayName("A2: one that does not run is in it from its next start")
  void aStoppedContainerStartsThere() {
    box.rc("create", "jobs");
    box.box("later", "sleep 99");
    box.jug().run("stop", "-t", "0", "later").ok();

    box.rc("attach", "jobs", "later");
    box.jug().run("start", "later").ok();

    assertThat(groupsOf("later")).contains("/rc-jobs/");
  }

  @Test
  @DisplayName("A3: a process moves between budgets; its time is billed where it was used")
  void aProcessMovesAndIsBilledWhereItIs() throws IOException, InterruptedException {
    box.rc("create", "one");
    box.rc("create", "two");
    var process = new ProcessBuilder("sh", "-c", SPIN).start();
    var pid = Long.toString(process.pid());
    try {
      var before = groups(pid);
      box.rc("attach", "one", pid);
      Thread.sleep(300);
      box.rc("attach", "two", pid);
      long one = box.bill("one", "CPUTotal");
      Thread.sleep(300);

      assertThat(one).isPositive();
      assertThat(box.bill("one", "CPUTotal")).isEqualTo(one);
      assertThat(box.bill("two", "CPUTotal")).isPositive();
      assertThat(box.rc("inspect", "-f", "{{.Processes}}", "two")).isEqualTo("[" + pid + "]");
      var forced = box.rc("rm", "-f", "two");
      assertThat(forced)
          .isEqualTo("process " + pid + ": moved out\nresource container two: removed");
      assertThat(groups(pid)).isEqualTo(before);
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  @DisplayName("A2: a plain command runs in a budget, with the caller's files and directory")
  void aCommandRunsInABudget() {
    box.rc("create", "jobs");

    var result =
        box.tryRc("run", "jobs", "--", "sh", "-c", "cat; pwd; cat /proc/self/cgroup; exit 7");

    assertThat(result.code()).isEqualTo(7);
    assertThat(result.out()).contains(System.getProperty("user.dir"), "/rc-jobs/own");
    assertThat(box.tryRc("run", "jobs", "no-such-program").code()).isEqualTo(127);
    assertThat(box.tryRc("run", "none", "true").err()).contains("No such resource container");
    assertThat(box.bill("jobs", "CPUTotal")).isPositive();
    assertThat(box.bill("jobs", "Tasks")).isZero();
  }

  @Test
  @DisplayName("A7: the bill survives containers, moves and the engine, and is not counted twice")
  void theBillStays() {
    box.rc("create", "jobs");
    var burn = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";
    box.once(
            burn + "; dd if=/dev/zero of=/tmp/x bs=1M count=4 conv=fsync; rm /tmp/x",
            "--rc",
            "jobs")
        .ok();
    long first = box.bill("jobs", "CPUTotal");
    long received = box.bill("jobs", "NetTxBytes");
    assertThat(first).isPositive();

    box.box("runs", "sleep 99", "--rc", "jobs");
    box.jug().killEngine();

    long after = box.bill("jobs", "CPUTotal");
    assertThat(after).isBetween(first, first + 1_000_000_000);
    assertThat(box.bill("jobs", "NetTxBytes")).isGreaterThanOrEqualTo(received);
    box.once(burn, "--rc", "jobs").ok();
    long second = box.bill("jobs", "CPUTotal");
    assertThat(second).isGreaterThan(after);
    box.rc("detach", "runs");
    assertThat(box.bill("jobs", "CPUTotal")).isGreaterThanOrEqualTo(second);

    box.rc("stats", "--reset", "jobs");
    assertThat(box.bill("jobs", "CPUTotal")).isZero();
    assertThat(box.bill("jobs", "NetTxBytes")).isZero();
  }

  @Test
  @DisplayName("A7: networks are billed to who has them, from the time on that it has them")
  void networksAreBilled() {
    box.rc("create", "one");
    box.rc("create", "two");
    box.box("talks", "sleep 99", "--rc", "one");
    var gateway = "$(ip route | sed -n 's/default via \\([^ ]*\\).*/\\1/p')";
    var talk = "for i in $(seq 20); do wget -q -O - http://" + gateway + ":1; done; true";
    box.jug().run("exec", "talks", "sh", "-c", talk).ok();
    long one = box.bill("one", "NetTxBytes");
    assertThat(one).isPositive();

    box.rc("attach", "two", "talks");
    long before = box.bill("two", "NetTxBytes");
    assertThat(before).isLessThan(one);
    box.jug().run("exec", "talks", "sh", "-c", talk).ok();
    long two = box.bill("two", "NetTxBytes");
    box.jug().run("rm", "-f", "talks").ok();

    assertThat(two).isGreaterThan(before);
    assertThat(box.bill("one", "NetTxBytes")).isBetween(one, one + 500);
    assertThat(box.bill("two", "NetTxBytes")).isBetween(two, two + 500);
  }

  @Test
  @DisplayName("A2: groups that somebody removed are made again with their limits")
  void groupsAreMadeAgain() throws IOException {
    box.rc("create", "jobs", "--pids-limit", "33");
    var path = box.rc("inspect", "-f", "{{.CgroupPath}}", "jobs");
    box.jug().killEngine();
    box.jug().run("version").ok();
    for (var hierarchy : List.of("pids", "cpu", "unified")) {
      var group = Path.of("/sys/fs/cgroup", hierarchy + path);
      Files.deleteIfExists(group.resolve("own"));
      Files.deleteIfExists(group);
    }
    assertThat(box.jug().run("system", "check").out()).contains("resource container jobs");

    box.once(":", "--rc", "jobs").ok();

    assertThat(Path.of("/sys/fs/cgroup/pids" + path, "pids.max")).hasContent("33");
    assertThat(box.jug().run("system", "check").out()).doesNotContain("resource container jobs");
  }
}
