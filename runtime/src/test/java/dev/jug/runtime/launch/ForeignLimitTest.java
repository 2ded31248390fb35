package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.proc.Signal;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.RuntimeHandler.Foreign;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another runtime that hangs holds nobody up. It is a script, which hands on what works to crun.
 */
@Root
@Requires({"busybox", "command:crun"})
@LeakChecked
@Timeout(60)
class ForeignLimitTest {
  /** What the command has begun has its output open, and does not end with it. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      for word; do
        case $word in
        STUCK) echo '{"level": "error", "msg": "waiting for Godot"}' > "$log"; sleep 987 & wait ;;
        create|start|exec|kill|delete) break ;;
        esac
        test "$before" = --log && log=$word
        before=$word
      done
      exec crun "$@"
      """;

  private static final CommandLimits LIMITS =
      new CommandLimits(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2));

  @TempDir static Path folder;
  private static LaunchingRuntime runtime;

  @BeforeAll
  static void open() {
    runtime = Runtimes.open(LIMITS);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static Foreign stuckIn(String commands) throws IOException {
    var file = folder.resolve(commands.replace('|', '-'));
    Files.writeString(file, SCRIPT.replace("STUCK", commands));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Foreign("stuck", file.toString(), List.of());
  }

  private static Sandbox sandbox() throws IOException {
    return new Sandbox(runtime, TestSpecs.container(TestSpecs.process("sleep", "986")));
  }

  private static RunningProcess start(Sandbox sandbox, String commands) throws IOException {
    return runtime.start(sandbox.launch().by(stuckIn(commands)));
  }

  @ParameterizedTest
  @CsvSource({"create, create", "start, start", "start|delete, start", "create|delete, create"})
  void aStartFailsWithTheCommandAndItsLimit(String commands, String late) throws IOException {
    try (var sandbox = sandbox()) {
      assertThatThrownBy(() -> start(sandbox, commands))
          .isInstanceOf(LaunchException.class)
          .hasMessageStartingWith("stuck: \"" + late + "\" did not end within 3 s, and was killed")
          .hasMessageContaining("Its last word was: waiting for Godot.")
          .hasMessageContaining("or take another runtime");
    }
    assertThat(processes("sleep 98")).isEmpty();
  }

  @Test
  void theKernelKillsWhereTheRuntimeDoesNot() throws IOException {
    try (var sandbox = sandbox();
        var process = start(sandbox, "kill")) {
      long begun = System.nanoTime();
      process.signal(Signal.KILL);

      assertThat(process.await().code()).isEqualTo(128 + 9);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(processes("sleep 98")).isEmpty();
  }

  @Test
  void whatTheRuntimeDoesNotRemoveIsRemovedWithoutIt() throws IOException {
    try (var sandbox = sandbox();
        var process = start(sandbox, "delete")) {
      long begun = System.nanoTime();
      runtime.release(sandbox.launch());

      assertThat(process.await().code()).isEqualTo(128 + 9);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(processes("sleep 98")).isEmpty();
  }

  private static List<ProcessHandle> processes(String command) {
    return ProcessHandle.allProcesses()
        .filter(process -> {
          var words = process.info().arguments();
          return process.info().command().isPresent()
              && words.isPresent()
              && ("sleep " + String.join(" ", words.get())).startsWith(command);
        })
        .toList();
  }
}
