package dev.jug.runtime.cgroup;

import java.util.List;
import java.util.Optional;

/** Budgets in version 1. */
class LegacyBudgetTest extends BudgetContract {
  @Override
  CgroupLayout layout() {
    return new CgroupLayout(
        List.of(new Hierarchy(mount, List.of("cpu", "memory"))), Optional.empty());
  }
}
