package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Rlimit;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.User;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers on the real kernel, looked at from inside. */
@Root
@Requires("busybox")
@LeakChecked
class ContainerTest {
  private static LaunchingRuntime runtime;

  @TempDir Path temporary;

  @BeforeAll
  static void start() {
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  private static Sandbox.Outcome run(String script) throws IOException {
    return run(script, p -> p);
  }

  private static Sandbox.Outcome run(String script, UnaryOperator<Process> change)
      throws IOException {
    try (var sandbox = new Sandbox(runtime, TestSpecs.container(change.apply(shell(script))))) {
      return sandbox.run();
    }
  }

  private static Process shell(String script) {
    return TestSpecs.process("sh", "-c", script);
  }

  @Test
  void itIsAloneInItsNamespaces() throws IOException {
    var outcome = run("echo $$; hostname; ls /sys/class/net; ps | wc -l");

    assertThat(outcome.stdout().lines()).startsWith("1", "box", "lo");
    for (var kind : List.of("pid", "net", "ipc", "uts", "mnt", "cgroup")) {
      var host = Files.readSymbolicLink(Path.of("/proc/self/ns/" + kind)).toString();
      assertThat(run("readlink /proc/self/ns/" + kind).stdout().strip()).isNotEqualTo(host);
    }
  }

  @Test
  void outputErrorAndStatusAreToldApart() throws IOException {
    var outcome = run("echo out; echo err >&2; exit 7");

    assertThat(outcome).isEqualTo(new Sandbox.Outcome("out\n", "err\n", 7));
  }

  @Test
  void deathBySignalIsSeen() throws IOException {
    assertThat(run("sleep 100 & kill -9 $!; wait $!").code()).isEqualTo(137);
  }

  @Test
  void onlyStandardStreamsAreOpen() throws IOException {
    assertThat(run("ls /proc/1/fd; true").stdout()).isEqualTo("0\n1\n2\n");
  }

  @Test
  void theHostsTreeIsOutOfReach() throws IOException {
    var outcome = run("cat /proc/self/mountinfo; cd ../../../..; ls -a /..; ls /proc/1/root");

    assertThat(outcome.stdout()).doesNotContain("old_root").doesNotContain("/sys/fs/cgroup/jug");
    assertThat(outcome.stdout().lines().filter(l -> l.contains(" / / ")).count()).isLessThan(2);
  }

  @Test
  void rightsAreThoseOfTheSpec() throws IOException {
    var status = run("grep -E 'Cap|NoNewPrivs|Seccomp:' /proc/self/status").stdout();

    assertThat(status)
        .containsPattern("CapInh:\\s+0{16}")
        .containsPattern("CapPrm:\\s+0{15}1")
        .containsPattern("CapEff:\\s+0{15}1")
        .containsPattern("CapBnd:\\s+0{15}1")
        .containsPattern("NoNewPrivs:\\s+0");
  }

  @Test
  void userGroupsLimitsAndUmask() throws IOException {
    var user = new User(1000, 1001, 027, List.of(7L, 8L));
    var outcome =
        run("id -u; id -g; id -G; umask; ulimit -n; echo x > /dev/stderr", p -> with(p, user));

    assertThat(outcome.stdout()).isEqualTo("1000\n1001\n1001 7 8\n0027\n64\n");
    assertThat(outcome.stderr()).isEqualTo("x\n");
  }

  private static Process with(Process p, User user) {
    var limits = List.of(new Rlimit("RLIMIT_NOFILE", 64, 128));
    return new Process(
        p.terminal(),
        null,
        user,
        p.args(),
        p.env(),
        p.cwd(),
        p.capabilities(),
        limits,
        true,
        null,
        null,
        null);
  }

  @DisplayName("G3: masks and read-only paths hold")
  @Test
  void masksAndReadOnlyPathsHold() throws IOException {
    var outcome =
        run("cat /proc/keys | wc -c; ls /sys/firmware | wc -l; echo 1 > /proc/sys/kernel/panic");

    assertThat(outcome.stdout()).isEqualTo("0\n0\n");
    assertThat(outcome.stderr()).contains("Read-only file system");
  }

  @Test
  void aLinkInTheImageLeadsNowhereOutside() throws IOException {
    var rootfs = BusyboxRootfs.create(temporary.resolve("rootfs"));
    var outside = Files.createDirectory(temporary.resolve("outside"));
    Files.delete(rootfs.resolve("sys"));
    Files.createSymbolicLink(rootfs.resolve("sys"), outside);

    try (var sandbox =
        new Sandbox(runtime, TestSpecs.container(shell("ls " + outside)), rootfs, false, false)) {
      assertThatThrownBy(sandbox::run)
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("/sys");
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void whyACommandDoesNotRun() {
    assertFailure("nope", Kind.COMMAND_NOT_FOUND, "\"nope\": executable file not found in $PATH");
    assertFailure("/nope", Kind.COMMAND_NOT_FOUND, "stat /nope: no such file or directory");
    assertFailure("/etc/passwd", Kind.COMMAND_NOT_EXECUTABLE, "permission denied");
    assertFailure("/etc", Kind.COMMAND_NOT_EXECUTABLE, "permission denied");
  }

  private static void assertFailure(String command, Kind kind, String message) {
    assertThatThrownBy(() -> runProcess(TestSpecs.process(command)))
        .isInstanceOfSatisfying(LaunchException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  private static Sandbox.Outcome runProcess(Process process) throws IOException {
    try (var sandbox = new Sandbox(runtime, TestSpecs.container(process))) {
      return sandbox.run();
    }
  }

  @Test
  void aLimitAboveTheHardOneSaysWhatToDo() {
    var limit = List.of(new Rlimit("RLIMIT_NOFILE", 1L << 30, 1L << 30));
    var p = TestSpecs.process("true");
    var process =
        new Process(
            false,
            null,
            null,
            p.args(),
            p.env(),
            "/",
            p.capabilities(),
            limit,
            false,
            null,
            null,
            null);

    assertThatThrownBy(() -> runProcess(process))
        .hasMessageContaining("RLIMIT_NOFILE")
        .hasMessageContaining("EPERM")
        .hasMessageContaining("ask for less");
  }

  @Test
  void inputArrivesAndEnds() throws IOException {
    var spec = TestSpecs.container(TestSpecs.process("wc", "-c"));
    try (var sandbox = new Sandbox(runtime, spec, BusyboxRootfs.shared(), true, false);
        var process = sandbox.start()) {
      for (int i = 0; i < 40; i++) {
        sandbox.client().send(Frame.of(FrameType.STDIN, new byte[100_000]));
      }
      sandbox.client().send(Frame.of(FrameType.STDIN_EOF));

      assertThat(Sandbox.outcome(sandbox.client(), process).stdout().strip()).isEqualTo("4000000");
    }
  }

  @Test
  void aTerminalIsATerminal() throws IOException {
    var process =
        TestSpecs.terminal(
            "sh", "-c", "tty; stty size; ls /dev/console; cat </dev/tty & sleep 0.1");
    try (var sandbox = new Sandbox(runtime, TestSpecs.container(process))) {
      var outcome = sandbox.run();

      assertThat(outcome.stdout()).startsWith("/dev/pts/0\r\n33 101\r\n/dev/console\r\n");
    }
  }

  @Test
  void aReaperLeavesNoZombies() throws IOException {
    var script =
        "for i in 1 2 3 4 5; do (sleep 0.05 &) ; done; sleep 0.3; ps -o stat,comm; echo $$; exit 9";
    var spec = TestSpecs.container(shell(script));
    try (var sandbox = new Sandbox(runtime, spec, BusyboxRootfs.shared(), false, true)) {
      var outcome = sandbox.run();

      assertThat(outcome.stdout()).doesNotContain("Z");
      assertThat(outcome.stdout().lines().reduce((_, last) -> last).orElseThrow())
          .isNotEqualTo("1");
      assertThat(outcome.code()).isEqualTo(9);
    }
  }

  @Test
  void signalsReachTheReapersChild() throws IOException {
    var spec =
        TestSpecs.container(shell("trap 'exit 5' TERM; echo up; while :; do sleep 0.05; done"));
    try (var sandbox = new Sandbox(runtime, spec, BusyboxRootfs.shared(), false, true);
        var process = sandbox.start()) {
      awaitOutput(sandbox, "up");
      process.signal(Signal.TERM);
      assertThat(process.await().code()).isEqualTo(5);
    }
  }

  private static void awaitOutput(Sandbox sandbox, String text) {
    var seen = "";
    while (!seen.contains(text)) {
      var frame = sandbox.client().receive().orElseThrow();
      if (frame.type() == FrameType.STDOUT) {
        seen += new String(frame.payload(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void oneMoreProcessSeesTheContainer() throws IOException {
    var spec = TestSpecs.container(shell("echo up; sleep 100"));
    try (var sandbox = new Sandbox(runtime, spec);
        var process = sandbox.start()) {
      awaitOutput(sandbox, "up");
      var exec =
          sandbox.exec(
              process.pid(),
              shell(
                  "hostname; ps -o args | grep -c '[s]leep 100'; cut -d: -f3 /proc/self/cgroup | sort -u; ls /proc/self/fd; exit 4"));

      assertThat(exec.stdout()).startsWith("box\n").contains("1\n/\n0\n");
      assertThat(exec.code()).isEqualTo(4);
      assertThat(sandbox.exec(process.pid(), TestSpecs.terminal("tty")).stdout())
          .startsWith("/dev/pts/");
      process.signal(Signal.KILL);
      assertThat(process.await().code()).isEqualTo(137);
    }
  }

  @Test
  void aUserNamespaceMapsItsUsers() throws IOException {
    var linux = TestSpecs.withUserNamespace(TestSpecs.linux());
    var spec = TestSpecs.container(shell("id -u; cat /proc/self/uid_map; echo x > /dev/null"));
    try (var sandbox = new Sandbox(runtime, with(spec, linux))) {
      var outcome = sandbox.run();

      assertThat(outcome.stderr()).isEmpty();
      assertThat(outcome.stdout().lines().map(String::strip)).first().isEqualTo("0");
      assertThat(outcome.stdout()).containsPattern("0 +100000 +65536");
    }
  }

  private static Spec with(Spec spec, Linux linux) {
    return new Spec(
        spec.ociVersion(),
        spec.root(),
        spec.mounts(),
        spec.process(),
        spec.hostname(),
        null,
        spec.annotations(),
        linux);
  }

  @Test
  void clocksCanBeShifted() throws IOException {
    var linux = TestSpecs.withTimeOffset(TestSpecs.linux(), 7 * 24 * 3600);
    var spec = with(TestSpecs.container(shell("cut -d. -f1 /proc/uptime")), linux);
    try (var sandbox = new Sandbox(runtime, spec)) {
      var seconds = Long.parseLong(sandbox.run().stdout().strip());

      assertThat(seconds).isGreaterThan(7 * 24 * 3600);
    }
  }

  @Test
  void aMonitorOutlivesItsRuntime() throws IOException {
    var spec = TestSpecs.container(shell("echo one; sleep 0.4; echo two; exit 3"));
    try (var sandbox = new Sandbox(runtime, spec)) {
      sandbox.start().close();
      try (var found = runtime.reconnect(sandbox.folder()).orElseThrow()) {
        assertThat(found.await().code()).isEqualTo(3);
      }
      assertThat(Files.readString(sandbox.folder().resolve("exit"))).isEqualTo("768\n");
      assertThat(Files.readString(sandbox.folder().resolve("log"), StandardCharsets.ISO_8859_1))
          .contains("one\n")
          .contains("two\n");
    }
  }
}
