package dev.jug.oci;

import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/**
 * How documents for people are laid out: {@code "name": value}, a line each, as Go's encoder does.
 * People's scripts edit and search such documents as text.
 */
public final class JsonLayout {
  private JsonLayout() {}

  /**
   * A layout.
   *
   * @param indent what stands before a line for each level, such as two blanks
   */
  public static PrettyPrinter indented(String indent) {
    var separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    var lines = new DefaultIndenter(indent, "\n");
    return new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
  }
}
