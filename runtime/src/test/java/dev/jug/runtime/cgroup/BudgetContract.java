package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.oci.runtime.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What budgets make in either version, in trees of plain files. */
abstract class BudgetContract {
  @TempDir Path mount;

  abstract CgroupLayout layout();

  final BudgetGroups groups() {
    return new BudgetGroups(new Cgroups(layout()));
  }

  final void file(String path, String content) throws IOException {
    Files.createDirectories(mount.resolve(path).getParent());
    Files.writeString(mount.resolve(path), content);
  }

  @Test
  void processesHaveALeafOfTheirOwn() throws IOException {
    groups().make("/jug/rc-a", Resources.NONE);
    groups().make("/jug/rc-a/rc-b", Resources.NONE);
    Files.createDirectories(mount.resolve("jug/rc-a/0123"));

    assertThat(mount.resolve("jug/rc-a/own")).isDirectory();
    assertThat(mount.resolve("jug/rc-a/rc-b/own")).isDirectory();
    assertThat(groups().isThere("/jug/rc-a/rc-b")).isTrue();
    assertThat(groups().isThere("/jug/rc-c")).isFalse();
    assertThat(groups().children("/jug/rc-a")).containsExactly("0123", "rc-b");
  }

  @Test
  void aProcessEntersTheLeaf() throws IOException {
    groups().make("/jug/rc-a", Resources.NONE);
    file("jug/rc-a/own/cgroup.procs", "");
    int self = (int) ProcessHandle.current().pid();

    groups().attach("/jug/rc-a", self);

    assertThat(mount.resolve("jug/rc-a/own/cgroup.procs")).hasContent("" + self);
    assertThat(groups().processes("/jug/rc-a")).containsExactly(self);
  }

  @Test
  void onlyGroupsOfContainersAreForgotten() throws IOException {
    groups().make("/jug/rc-a", Resources.NONE);
    groups().make("/jug/rc-a/rc-b", Resources.NONE);
    var known = "0".repeat(64);
    var gone = "1".repeat(64);
    Files.createDirectories(mount.resolve("jug/rc-a/" + known));
    Files.createDirectories(mount.resolve("jug/rc-a/" + gone));

    groups().releaseAllBut("/jug/rc-a", Set.of(known));

    assertThat(groups().children("/jug/rc-a")).containsExactly(known, "rc-b");
  }
}
