package dev.jug.runtime.launch;

import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Hierarchy;
import dev.jug.runtime.compile.CgroupView;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine's cgroup hierarchies as containers see them: laid out as on the machine, each
 * beginning at their own group.
 */
final class CgroupViews {
  private CgroupViews() {}

  static List<CgroupView> of(CgroupLayout layout) {
    if (layout.legacy().isEmpty()) {
      return layout
          .unified()
          .map(h -> new CgroupView(h.mount(), "", "cgroup2", "", List.of()))
          .stream()
          .toList();
    }
    var views = new ArrayList<CgroupView>();
    for (var hierarchy : layout.legacy()) {
      views.add(legacy(hierarchy));
    }
    layout
        .unified()
        .ifPresent(h -> views.add(new CgroupView(h.mount(), name(h), "cgroup2", "", List.of())));
    return views;
  }

  private static CgroupView legacy(Hierarchy hierarchy) {
    var name = name(hierarchy);
    var controllers = hierarchy.controllers();
    var named = controllers.stream().anyMatch(c -> c.startsWith("name="));
    var data = (named ? "none," : "") + String.join(",", controllers);
    var links =
        controllers.stream().filter(c -> !c.equals(name) && !c.startsWith("name=")).toList();
    return new CgroupView(hierarchy.mount(), name, "cgroup", data, links);
  }

  private static String name(Hierarchy hierarchy) {
    return hierarchy.mount().getFileName().toString();
  }
}
