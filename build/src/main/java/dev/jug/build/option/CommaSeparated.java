package dev.jug.build.option;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes apart what options with fields say, such as {@code --mount} and {@code --secret}. They are
 * rows of comma-separated values (RFC 4180): {@code type=bind,"source=/a,b",target=/c}.
 */
public final class CommaSeparated {
  private CommaSeparated() {}

  /** The fields, in their order, without the quotes; one at least, which may be empty. */
  public static List<String> fields(String row) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
