package dev.jug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessesTest {
  private static final long BOOT = 1_769_860_800;
  private static final Instant NOW = Instant.ofEpochSecond(BOOT + 3600);

  @TempDir Path proc;

  @BeforeEach
  void machine() throws IOException {
    Files.writeString(proc.resolve("stat"), "cpu  1 2 3\nbtime " + BOOT + "\n");
    Files.writeString(proc.resolve("meminfo"), "MemTotal:       1000000 kB\nMemFree: 1 kB\n");
    // Began 600 s after the boot, used 90 s of a processor, on pts/3, with two threads.
    process(
        7,
        "we) b",
        "S 1 7 7 34819 7 4194560 1 2 3 4 6000 3000 0 0 20 0 2 0 60000 4194304 512",
        "web\0-p\0" + "80\0");
    process(8, "kworker", "I 2 0 0 0 -1 0 0 0 0 0 0 0 0 0 25 5 1 0 100 0 0", "");
  }

  private void process(int pid, String name, String stat, String command) throws IOException {
    var directory = Files.createDirectories(proc.resolve("" + pid));
    Files.writeString(directory.resolve("stat"), pid + " (" + name + ") " + stat + "\n");
    Files.writeString(
        directory.resolve("status"),
        "Name:\t" + name + "\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nVmRSS:\t    2048 kB\n");
    Files.writeString(directory.resolve("cmdline"), command);
  }

  private ProcessTable table(String... options) {
    return Processes.table(proc, List.of(7, 8, 9), List.of(options), NOW);
  }

  private List<String> first(String... options) {
    return table(options).processes().getFirst();
  }

  @Test
  void itLooksLikePsWithoutOptions() {
    var table = table();
    assertThat(table.titles())
        .containsExactly("UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD");
    assertThat(table.processes()).hasSize(2);
    assertThat(table.processes().getFirst())
        .containsSubsequence("root", "7", "1", "3")
        .endsWith("pts/3", "00:01:30", "web -p 80");
    assertThat(table.processes().getLast()).endsWith("?", "00:00:00", "[kworker]");
    assertThat(table("-ef")).isEqualTo(table);
  }

  @Test
  void itLooksLikeThatOfBsd() {
    assertThat(table("aux").titles())
        .containsExactly(
            "USER", "PID", "%CPU", "%MEM", "VSZ", "RSS", "TTY", "STAT", "START", "TIME", "COMMAND");
    assertThat(first("aux"))
        .startsWith("root", "7", "3.0", "0.2", "4096", "2048", "pts/3", "Ssl+")
        .endsWith("1:30", "web -p 80");
  }

  @ParameterizedTest
  @CsvSource({
    "pid, PID, 7",
    "user, USER, root",
    "uid, UID, 0",
    "comm, COMMAND, we) b",
    "args, COMMAND, web -p 80",
    "etimes, ELAPSED, 3000",
    "etime, ELAPSED, 50:00",
    "nlwp, NLWP, 2",
    "sid, SID, 7",
    "tty, TT, pts/3",
    "s, S, S"
  })
  void aColumnIsAskedForByName(String name, String title, String value) {
    var table = table("-o", name);
    assertThat(table.titles()).containsExactly(title);
    assertThat(table.processes().getFirst()).containsExactly(value);
  }

  @Test
  void listsOfColumnsComeInManyForms() {
    assertThat(table("-eo", "pid,comm").titles()).containsExactly("PID", "COMMAND");
    assertThat(table("-opid", "-o", "ppid").titles()).containsExactly("PID", "PPID");
    assertThat(table("-o", "pid,args=What, it").titles()).containsExactly("PID", "What, it");
    assertThat(table("o", "pid").titles()).containsExactly("PID");
    assertThat(table("-e").titles()).containsExactly("PID", "TTY", "TIME", "CMD");
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> table("-o", "pid,colour"))
        .isInstanceOf(Invalid.class)
        .hasMessage("ps: unknown column \"colour\"");
    assertThatThrownBy(() -> table("-Z")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> table("-o")).isInstanceOf(Invalid.class);
  }
}
