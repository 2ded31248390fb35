package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
  @Test
  void aLineWithOptionalFieldsAndAnEscapedSpace() {
    var line =
        "36 35 98:0 /mnt1 /mnt\\0402 rw,noatime master:1 shared:2 - cgroup cgroup rw,cpu,cpuacct";

    var entry = MountTable.parse(List.of(line)).getFirst();

    assertThat(entry.root()).isEqualTo("/mnt1");
    assertThat(entry.target()).isEqualTo(Path.of("/mnt 2"));
    assertThat(entry.type()).isEqualTo("cgroup");
    assertThat(entry.superOptions()).containsExactly("rw", "cpu", "cpuacct");
  }

  @Test
  void ourOwnMountsHaveARoot() {
    assertThat(MountTable.ofSelf()).anyMatch(e -> e.target().equals(Path.of("/")));
  }
}
