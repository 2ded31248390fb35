package dev.jug.engine.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table that is filled column by column. */
final class Comparison {
  private static final int FIRST = 20;
  private static final int OTHER = 11;

  private final List<String> heading = new ArrayList<>();
  private final Map<String, List<String>> rows = new LinkedHashMap<>();

  /** Puts a cell into the column that is being filled. */
  void put(String row, String cell) {
    rows.computeIfAbsent(row, _ -> new ArrayList<>()).add(cell);
  }

  /** The column is complete. */
  void end(String column) {
    heading.add(column);
    for (var row : rows.entrySet()) {
      if (row.getValue().size() != heading.size()) {
        throw new IllegalStateException(row.getKey() + " has no cell in " + column);
      }
    }
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(line("", heading));
    rows.forEach((row, cells) -> lines.add(line(row, cells)));
    return lines;
  }

  private static String line(String row, List<String> cells) {
    var line = new StringBuilder(("%-" + FIRST + "s").formatted(row));
    cells.forEach(cell -> line.append(("%-" + OTHER + "s").formatted(cell)));
    return line.toString().stripTrailing();
  }
}
