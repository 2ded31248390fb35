package dev.jug.engine.doctor;

import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Hierarchy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Hierarchies of groups, their controllers, and which flags do nothing without them. */
final class CgroupsCheck implements Check {
  private static final Path HERE = Path.of("/");

  /**
   * What a kind of limit needs.
   *
   * @param legacy the controller's name in version 1
   * @param unified its name in version 2; empty: there it is no controller, and always there
   * @param flags what is refused without it
   * @param matters whether people use those every day
   */
  private record Controller(String legacy, String unified, String flags, boolean matters) {}

  private static final List<Controller> CONTROLLERS =
      List.of(
          new Controller("memory", "memory", "-m, --memory-swap, --memory-reservation", true),
          new Controller("cpu", "cpu", "--cpus, --cpu-shares, --cpu-quota", true),
          new Controller("pids", "pids", "--pids-limit", true),
          new Controller("cpuset", "cpuset", "--cpuset-cpus, --cpuset-mems", false),
          new Controller("blkio", "io", "--blkio-weight, --device-read-bps and the like", false),
          new Controller("devices", "", "--device and what keeps others out", true),
          new Controller("freezer", "", "pause, unpause", false),
          new Controller("hugetlb", "hugetlb", "limits of huge pages", false));

  @Override
  public String area() {
    return "cgroups";
  }

  @Override
  public List<Row> look(Machine machine) {
    var layout = CgroupLayout.detect(machine.root());
    if (layout.legacy().isEmpty() && layout.unified().isEmpty()) {
      return List.of(
          Row.wrong(
              "hierarchies",
              "nothing is mounted at /sys/fs/cgroup",
              "containers do not start",
              "mount -t cgroup2 cgroup2 /sys/fs/cgroup"));
    }
    var rows = new ArrayList<Row>();
    rows.add(version(layout));
    for (var controller : CONTROLLERS) {
      rows.add(controller(layout, controller));
    }
    layout.hierarchy("memory").ifPresent(memory -> rows.add(swap(machine, layout, memory)));
    return rows;
  }

  private static Row version(CgroupLayout layout) {
    if (layout.legacy().isEmpty()) {
      return Row.ok("version", "2");
    }
    var hybrid = layout.unified().map(_ -> ", and 2 beside it (hybrid)").orElse("");
    return Row.note(
        "version",
        "1" + hybrid,
        "all limits work; written pages are charged to nobody, and stats read more files",
        "boot with systemd.unified_cgroup_hierarchy=1");
  }

  private static Row controller(CgroupLayout layout, Controller wanted) {
    boolean always = wanted.unified().isEmpty() && layout.legacy().isEmpty();
    var found =
        Stream.of(wanted.legacy(), wanted.unified())
            .filter(name -> !name.isEmpty())
            .flatMap(name -> layout.hierarchy(name).stream())
            .findFirst();
    if (always || found.isPresent()) {
      return Row.ok(wanted.legacy(), found.map(Hierarchy::mount).map(Path::toString).orElse("2"));
    }
    var means = wanted.flags() + ": refused";
    var remedy = "boot without cgroup_disable=" + wanted.legacy() + "; mount its hierarchy";
    return wanted.matters()
        ? Row.wrong(wanted.legacy(), "not there", means, remedy)
        : Row.note(wanted.legacy(), "not there", means, remedy);
  }

  /** Only groups have the file, and not the one at the top of version 2. */
  private static Row swap(Machine machine, CgroupLayout layout, Hierarchy memory) {
    if (layout.legacy().stream().noneMatch(memory::equals)) {
      return Row.ok("swap", "is counted, unless booted with swapaccount=0");
    }
    var file = HERE.relativize(memory.mount()) + "/memory.memsw.limit_in_bytes";
    return machine.has(file)
        ? Row.ok("swap", "is counted")
        : Row.note("swap", "is not counted", "--memory-swap: refused", "boot with swapaccount=1");
  }
}
