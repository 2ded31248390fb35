package dev.jug.architecture;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws modules as rows of boxes, whoever is required below; follows the reader's light or dark.
 */
final class ModulePicture {
  private static final int WIDTH = 860;
  private static final int BOX_WIDTH = 104;
  private static final int BOX_HEIGHT = 30;
  private static final int ROW = 92;
  private static final int MARGIN = 16;
  private static final String STYLE =
      """
      text { font: 13px system-ui, sans-serif; fill: #24292f; text-anchor: middle }
      rect { fill: #f6f8fa; stroke: #57606a } path { fill: none; stroke: #b35900; stroke-opacity: .55 }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 } rect { fill: #21262d; stroke: #8b949e } path { stroke: #f0883e }
      }
      """;

  private record Place(double x, int y) {}

  private final ModuleMap map;
  private final Map<String, Place> places = new HashMap<>();

  private ModulePicture(ModuleMap map) {
    this.map = map;
  }

  static String draw(ModuleMap map) {
    return new ModulePicture(map).text();
  }

  private String text() {
    int y = MARGIN;
    for (var row : map.rows()) {
      place(row, y);
      y += ROW;
    }
    int height = y - ROW + BOX_HEIGHT + MARGIN;
    var lines = new ArrayList<String>();
    lines.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">"
            .formatted(WIDTH, height));
    lines.add("<title>Modules; a line leads down to what a module requires</title>");
    lines.add("<style>\n" + STYLE + "</style>");
    map.modules().keySet().forEach(name -> lines.addAll(arrows(name)));
    map.modules().keySet().forEach(name -> lines.add(box(name)));
    lines.add("</svg>");
    return String.join("\n", lines) + "\n";
  }

  /** In the order of those above that lead here, so that few lines cross. */
  private void place(List<String> row, int y) {
    var ordered = new ArrayList<>(row);
    ordered.sort(Comparator.comparingDouble(this::middleOfUsers).thenComparing(name -> name));
    double step = (double) (WIDTH - 2 * MARGIN) / ordered.size();
    for (int i = 0; i < ordered.size(); i++) {
      places.put(ordered.get(i), new Place(MARGIN + step * (i + 0.5), y));
    }
  }

  private double middleOfUsers(String name) {
    return map.usersOf(name).stream()
        .filter(user -> map.nearest(user).contains(name))
        .mapToDouble(user -> place(user).x())
        .average()
        .orElse(WIDTH / 2.0);
  }

  private List<String> arrows(String name) {
    var from = place(name);
    return map.nearest(name).stream().map(used -> arrow(from, place(used))).toList();
  }

  private static String arrow(Place from, Place to) {
    int top = from.y() + BOX_HEIGHT;
    int bend = (to.y() - top) / 2;
    return "<path d=\"M%.0f %d C%.0f %d %.0f %d %.0f %d\"/>"
        .formatted(from.x(), top, from.x(), top + bend, to.x(), to.y() - bend, to.x(), to.y());
  }

  private String box(String name) {
    var place = place(name);
    return "<rect x=\"%.0f\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/><text x=\"%.0f\" y=\"%d\">%s</text>"
        .formatted(
            place.x() - BOX_WIDTH / 2.0,
            place.y(),
            BOX_WIDTH,
            BOX_HEIGHT,
            place.x(),
            place.y() + 20,
            name);
  }

  private Place place(String name) {
    return requireNonNull(places.get(name), name);
  }
}
