package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All or nothing, on plain files. */
class GroupWritesTest {
  @TempDir Path group;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(group.resolve("cpu.max"), "max 100000\n");
    Files.writeString(group.resolve("pids.max"), "7\n");
    Files.writeString(group.resolve("cpuset.cpus"), "\n");
  }

  private Write write(String file, String value) {
    return new Write(group.resolve(file), value, "linux.resources." + file);
  }

  private String content(String file) throws IOException {
    return Files.readString(group.resolve(file)).substring(0, 1);
  }

  @Test
  void oneThatIsRefusedTakesTheOthersBack() throws IOException {
    var writes =
        List.of(write("pids.max", "9"), write("memory.max", "5"), write("cpuset.cpus", "0"));

    assertThatThrownBy(() -> new GroupWrites().apply(writes))
        .isInstanceOf(CgroupException.class)
        .hasMessage(
            "linux.resources.memory.max: \"5\" cannot be written to "
                + group.resolve("memory.max")
                + ": No such file or directory");
    assertThat(content("pids.max")).isEqualTo("7");
    assertThat(content("cpuset.cpus")).isEqualTo("\n");
    assertThat(group.resolve("memory.max")).doesNotExist();
  }

  @Test
  void allAreWrittenInTheirOrder() throws IOException {
    new GroupWrites().apply(List.of(write("pids.max", "8"), write("pids.max", "9")));

    assertThat(content("pids.max")).isEqualTo("9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu.max | 5000 10000 | max 100000 | max 100000",
        "memory.oom_control | 1 | oom_kill_disable 0;under_oom 0;oom_kill 3 | 0",
        "io.weight | 50 | default 100;8:0 7 | default 100",
        "io.weight | 8:0 50 | default 100;8:0 7 | 8:0 7",
        "io.weight | 8:1 50 | default 100;8:0 7 | 8:1 default",
        "io.max | 8:0 rbps=5 | 8:0 rbps=max wbps=3 riops=max wiops=max | 8:0 rbps=max wbps=3 riops=max wiops=max",
        "io.max | 8:0 rbps=5 | 8:16 rbps=1 | 8:0 rbps=max wbps=max riops=max wiops=max",
        "blkio.throttle.read_bps_device | 8:0 5 | 8:16 1 | 8:0 0",
        "net_prio.ifpriomap | lo 5 | lo 1;eth0 2 | lo 1",
        "rdma.max | a hca_handle=1 | a hca_handle=max hca_object=9 | a hca_handle=max hca_object=9",
      })
  void whatTakesAWriteBack(String file, String value, String before, String undo)
      throws IOException {
    Files.writeString(group.resolve(file), before.replace(';', '\n') + "\n");

    assertThat(WriteUndo.of(write(file, value)).map(Write::value)).contains(undo);
  }

  @Test
  void aDeviceRuleIsTakenBackByItsOpposite() {
    assertThat(WriteUndo.of(write("devices.allow", "c 1:3 rw")))
        .map(Write::file)
        .contains(group.resolve("devices.deny"));
    assertThat(WriteUndo.of(write("devices.deny", "a"))).isEmpty();
    assertThat(WriteUndo.of(write("memory.reclaim", "5"))).isEmpty();
  }
}
