package dev.jug.cli.system;

import dev.jug.door.text.Json;
import dev.jug.engine.doctor.Doctor.Findings;
import dev.jug.engine.doctor.Row;
import dev.jug.engine.doctor.Row.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a doctor found, written down.
 *
 * @param code 1 if something is wrong, else 0
 * @param text with a newline at its end
 */
record DoctorReport(int code, String text) {
  /** The widest verdict, and the gap behind it. */
  private static final int VERDICT = 7;

  /** For people: areas with their rows, aligned, and how many there are of each verdict. */
  static DoctorReport page(List<Findings> findings, boolean quiet) {
    int width =
        findings.stream()
            .flatMap(area -> area.rows().stream())
            .mapToInt(row -> row.subject().length())
            .max()
            .orElse(0);
    var text = new StringBuilder();
    for (var area : findings) {
      var rows = area.rows().stream().filter(wanted(quiet)).toList();
      if (!rows.isEmpty()) {
        text.append(area.area()).append('\n');
        rows.forEach(row -> text.append(lines(row, width)));
      }
    }
    return new DoctorReport(code(findings), text.append(summary(findings)).toString());
  }

  /** For programs: an object of JSON a row. */
  static DoctorReport lines(List<Findings> findings, boolean quiet) {
    var text = new StringBuilder();
    for (var area : findings) {
      area.rows().stream()
          .filter(wanted(quiet))
          .forEach(row -> text.append(json(area.area(), row)).append('\n'));
    }
    return new DoctorReport(code(findings), text.toString());
  }

  private static Predicate<Row> wanted(boolean quiet) {
    return row -> !quiet || row.verdict() != Verdict.OK;
  }

  private static int code(List<Findings> findings) {
    return count(findings, Verdict.WRONG) > 0 ? 1 : 0;
  }

  private static long count(List<Findings> findings, Verdict verdict) {
    return findings.stream()
        .flatMap(area -> area.rows().stream())
        .filter(row -> row.verdict() == verdict)
        .count();
  }

  private static String lines(Row row, int width) {
    var indent = " ".repeat(VERDICT + 4);
    var lines =
        "  "
            + padded(word(row.verdict()), VERDICT)
            + padded(row.subject(), width + 2)
            + row.found()
            + "\n";
    return row.verdict() == Verdict.OK
        ? lines
        : lines
            + indent
            + "means: "
            + row.means()
            + "\n"
            + indent
            + "do:    "
            + row.remedy()
            + "\n";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String summary(List<Findings> findings) {
    return "%d ok, %d to be known, %d wrong%n"
        .formatted(
            count(findings, Verdict.OK),
            count(findings, Verdict.NOTE),
            count(findings, Verdict.WRONG));
  }

  private static String json(String area, Row row) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Area", area);
    fields.put("Verdict", word(row.verdict()));
    fields.put("Subject", row.subject());
    fields.put("Found", row.found());
    fields.put("Means", row.means());
    fields.put("Remedy", row.remedy());
    return Json.object(fields);
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
