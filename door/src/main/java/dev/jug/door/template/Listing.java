package dev.jug.door.template;

import dev.jug.door.text.Json;
import dev.jug.door.text.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows in the format that a user asks for: {@code json}, a template, or {@code table} with a
 * template whose tabs divide the columns.
 *
 * @param headings of columns, by the names of fields; the others are called what they are
 */
public record Listing(Map<String, String> headings) {
  private static final String TABLE = "table ";

  public Listing {
    headings = Map.copyOf(headings);
  }

  /**
   * The text, a line for each row.
   *
   * @param rows all with the same fields
   * @throws TemplateException if the format makes no sense
   */
  public String text(String format, List<Map<String, String>> rows) {
    if (format.equals("json")) {
      return lines(rows.stream().map(Json::object).toList());
    }
    if (format.startsWith(TABLE)) {
      return table(Template.parse(format.substring(TABLE.length())), rows);
    }
    var template = Template.parse(format);
    return lines(rows.stream().map(row -> template.fill(Json.object(row))).toList());
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private String table(Template template, List<Map<String, String>> rows) {
    var names =
        rows.isEmpty()
            ? headings
            : rows.getFirst().keySet().stream()
                .collect(Collectors.toMap(name -> name, this::heading));
    var table = new Table(cells(template, names));
    rows.forEach(row -> table.row(cells(template, row)));
    return table.toString();
  }

  private String heading(String field) {
    return headings.getOrDefault(field, field.toUpperCase(Locale.ROOT));
  }

  private static String[] cells(Template template, Map<String, String> row) {
    return template.fill(Json.object(row)).split("\t", -1);
  }
}
