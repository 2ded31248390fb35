package dev.jug.cli.resource;

import dev.jug.engine.resource.ResourceView;
import java.util.ArrayList;
import java.util.List;

/**
 * Resource containers with what is in them.
 *
 * @param all of them
 */
record ResourceTree(List<ResourceView> all) {
  private static final String BRANCH = "├─ ";
  private static final String LAST = "└─ ";

  String text() {
    var text = new StringBuilder();
    all.stream()
        .filter(view -> view.parent().isEmpty())
        .forEach(view -> {
          text.append(heading(view)).append('\n');
          below(view, "", text);
        });
    return text.toString();
  }

  private static String heading(ResourceView view) {
    var name = view.name().substring(view.name().lastIndexOf('/') + 1);
    return name + new LimitText(view.limits()).line();
  }

  private void below(ResourceView view, String indent, StringBuilder text) {
    var children = all.stream().filter(other -> other.parent().equals(view.name())).toList();
    var leaves = new ArrayList<String>();
    view.containers().forEach(name -> leaves.add("container " + name));
    view.processes().forEach(pid -> leaves.add("process " + pid));
    int left = children.size() + leaves.size();
    for (var child : children) {
      boolean last = --left == 0;
      text.append(indent).append(last ? LAST : BRANCH).append(heading(child)).append('\n');
      below(child, indent + (last ? "   " : "│  "), text);
    }
    for (var leaf : leaves) {
      text.append(indent).append(--left == 0 ? LAST : BRANCH).append(leaf).append('\n');
    }
  }
}
