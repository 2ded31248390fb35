package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.oci.runtime.Resources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Budgets in version 2. */
class UnifiedBudgetTest extends BudgetContract {
  @Override
  CgroupLayout layout() {
    return new CgroupLayout(
        List.of(), Optional.of(new Hierarchy(mount, List.of("cpu", "memory", "io"))));
  }

  /** A group with controllers for its children can have no processes. */
  @Test
  void controllersAreForGroupsAndNotForTheLeaf() {
    groups().make("/jug/rc-a", Resources.NONE);

    assertThat(mount.resolve("jug/rc-a/cgroup.subtree_control")).hasContent("+cpu +memory +io");
    assertThat(mount.resolve("jug/rc-a/own/cgroup.subtree_control")).doesNotExist();
  }
}
