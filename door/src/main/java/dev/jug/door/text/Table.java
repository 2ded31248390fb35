package dev.jug.door.text;

import java.util.ArrayList;
import java.util.List;

/** A table as people read it: columns aligned, three spaces between them. */
public final class Table {
  private static final String GAP = "   ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Begins with its heading. */
  public Table(String... heading) {
    rows.add(List.of(heading));
  }

  /** Adds a row with as many cells as the heading. */
  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** The text, a line for each row. */
  @Override
  public String toString() {
    var out = new StringBuilder();
    for (var row : rows) {
      for (int column = 0; column < row.size(); column++) {
        boolean last = column == row.size() - 1;
        var cell = row.get(column);
        out.append(cell);
        out.append(last ? "\n" : " ".repeat(width(column) - cell.length()) + GAP);
      }
    }
    return out.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
