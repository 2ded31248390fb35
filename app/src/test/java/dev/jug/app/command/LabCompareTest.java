package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ways to keep a process apart, side by side. */
@EndToEnd
class LabCompareTest {
  private static Jug jug;

  @BeforeAll
  static void open() {
    jug = new Jug();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @DisplayName("B7: what chroot, namespaces and cgroups leave shared is tried side by side")
  @Test
  void eachDividesSomething() throws IOException {
    var shown = jug.run("lab", "compare").ok().out();
    var table = shown.substring(shown.indexOf("side by side"));
    assertThat(table)
        .containsPattern("→ +chroot +namespaces +cgroup +together\n")
        .contains("the kernel is one for all of them", "a virtual machine has another");
    assertThat(table)
        .containsPattern(
            "(this machine could make one|this machine cannot make one: open /dev/kvm)");
    assertThat(table.contains("this machine is one itself")).isEqualTo(isVirtual());
    assertThat(rows(table))
        .containsEntry("files", List.of("hidden", "seen", "seen", "hidden"))
        .containsEntry("network", List.of("shared", "own", "shared", "own"))
        .containsEntry("processes", List.of("seen", "hidden", "seen", "hidden"))
        .containsEntry("devices", List.of("opened", "opened", "refused", "refused"))
        .containsEntry("rights of root", List.of("all", "few", "all", "few"))
        .containsEntry("number of processes", List.of("no limit", "no limit", "limited", "limited"))
        .containsEntry("host name", List.of("shared", "own", "shared", "own"))
        .containsEntry("memory", List.of("no limit", "no limit", "limited", "limited"));
    assertThat(shown)
        .contains("bind a port that the machine uses: EADDRINUSE, Address already in use")
        .contains("signal 0 to the engine: ESRCH, No such process")
        .contains("have a child: EAGAIN, Resource temporarily unavailable");
  }

  private static boolean isVirtual() throws IOException {
    return Files.readString(Path.of("/proc/cpuinfo")).contains(" hypervisor ");
  }

  /** Names are followed by a cell for each way; cells are two spaces apart at least. */
  private static Map<String, List<String>> rows(String table) {
    return table
        .lines()
        .filter(line -> line.matches(" +→ .{20}\\S.*"))
        .map(line -> line.substring(line.indexOf('→') + 2))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, 20).strip(),
                line -> List.of(line.substring(20).strip().split(" {2,}")),
                (first, _) -> first));
  }
}
