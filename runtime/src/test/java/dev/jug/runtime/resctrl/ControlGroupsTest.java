package dev.jug.runtime.resctrl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.IntelRdt;
import dev.jug.oci.runtime.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a directory that looks like the file system: few processors can do it. */
class ControlGroupsTest {
  @TempDir Path root;
  private ControlGroups groups;

  @BeforeEach
  void open() {
    groups = new ControlGroups(root);
  }

  private static IntelRdt share(String name, String... schemata) {
    return new IntelRdt(name, List.of(schemata), null, null, false);
  }

  private String read(String file) throws IOException {
    return Files.readString(root.resolve(file)).strip();
  }

  @Test
  void onlyWhereTheFileSystemIs() throws Exception {
    assertThat(groups.areThere()).isFalse();
    Files.writeString(root.resolve("schemata"), "L3:0=ff\n");
    assertThat(groups.areThere()).isTrue();
  }

  @Test
  void aContainerHasAGroupOfItsOwn() throws Exception {
    groups.join("box", new IntelRdt(null, List.of(), "L3:0=f", null, false), 12);

    assertThat(read("box/schemata")).isEqualTo("L3:0=f");
    assertThat(read("box/tasks")).isEqualTo("12");
  }

  @Test
  void aNamedGroupIsMadeWithItsSchemata() throws Exception {
    groups.join("box", share("gold", "L3:0=f"), 12);

    assertThat(read("gold/schemata")).isEqualTo("L3:0=f");
    groups.leave("box", share("gold", "L3:0=f"));
    assertThat(root.resolve("gold")).exists();
  }

  @Test
  void aNamedGroupWithoutSchemataMustExist() throws Exception {
    assertThatThrownBy(() -> groups.join("box", share("gold"), 12))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("linux.intelRdt.closID: there is no group");

    Files.createDirectory(root.resolve("gold"));
    Files.writeString(root.resolve("gold/schemata"), "L3:0=ff\n");
    groups.join("box", share("gold"), 12);
    assertThat(read("gold/tasks")).isEqualTo("12");
  }

  @Test
  void aGroupThatExistsMustHaveWhatIsAskedFor() throws Exception {
    Files.createDirectory(root.resolve("gold"));
    Files.writeString(root.resolve("gold/schemata"), "    L3:0=00f;1=0ff\n    MB:0=100\n");

    groups.join("box", share("gold", "L3:1=ff", "MB:0=100"), 12);

    assertThatThrownBy(() -> groups.join("box", share("gold", "L3:0=ff"), 13))
        .hasMessage(
            "linux.intelRdt: group %s exists and does not have \"L3:0=ff\"", root + "/gold");
    assertThat(read("gold/tasks")).isEqualTo("12");
  }

  @Test
  void aSlashIsTheGroupOfAll() throws Exception {
    Files.writeString(root.resolve("schemata"), "L3:0=ff\n");

    groups.join("box", share("/"), 12);

    assertThat(read("tasks")).isEqualTo("12");
  }

  @Test
  void aMonitorIsMadeAndRemoved() throws Exception {
    var share = new IntelRdt("/", List.of(), null, null, true);
    Files.writeString(root.resolve("schemata"), "L3:0=ff\n");
    Files.createDirectory(root.resolve("mon_groups"));

    groups.join("box", share, 12);

    assertThat(read("mon_groups/box/tasks")).isEqualTo("12");
    Files.delete(root.resolve("mon_groups/box/tasks"));
    groups.leave("box", share);
    assertThat(root.resolve("mon_groups/box")).doesNotExist();
  }

  @Test
  void nothingIsLeftOfAGroupThatTheKernelRefuses() throws Exception {
    Files.createDirectories(root.resolve("box"));
    Files.createDirectory(root.resolve("box/schemata"));

    assertThatThrownBy(() -> groups.join("box", share(null, "L3:0=f"), 12))
        .isInstanceOf(IOException.class);
  }
}
