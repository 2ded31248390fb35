package dev.jug.build.context;

import dev.jug.build.error.DockerfileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a build context leaves out: the lines of {@code .dockerignore}, of which the last counts.
 */
public final class IgnoreRules {
  /** Leaves out nothing. */
  public static final IgnoreRules NONE = new IgnoreRules(List.of());

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<IgnoreRule> rules;

  private IgnoreRules(List<IgnoreRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads them.
   *
   * @param name what the user calls the file, for messages
   * @throws DockerfileException if a pattern makes no sense, with its line
   */
  public static IgnoreRules parse(String name, String text) {
    var lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().toList();
    var rules = new ArrayList<IgnoreRule>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        rule(lines.get(i)).ifPresent(rules::add);
      } catch (BadPatternException wrong) {
        throw new DockerfileException(
            "error parsing " + name + ": " + wrong.getMessage(),
            name,
            i + 1,
            lines.get(i),
            "a [ needs a ] behind it, a backslash needs a character",
            wrong);
      }
    }
    return new IgnoreRules(rules);
  }

  /** A number sign begins a comment in the first column only. */
  private static Optional<IgnoreRule> rule(String line) {
    var text = line.strip();
    if (line.startsWith("#") || text.isEmpty()) {
      return Optional.empty();
    }
    boolean keeps = text.startsWith("!");
    var pattern = new PathPattern(keeps ? text.substring(1).strip() : text);
    return pattern.toString().isEmpty()
        ? Optional.empty()
        : Optional.of(new IgnoreRule(pattern, keeps));
  }

  /**
   * Where the rules of a Dockerfile are looked for, the first that exists counts.
   *
   * @param dockerfile its path, such as {@code docker/web.Dockerfile}
   */
  public static List<String> names(String dockerfile) {
    return List.of(dockerfile + ".dockerignore", ".dockerignore");
  }

  /**
   * Whether a path does not belong to the context.
   *
   * @param path from the root of the context, without a slash in front
   */
  public boolean leavesOut(String path) {
    boolean out = false;
    for (var rule : rules) {
      if (rule.keeps() == out && rule.pattern().covers(path)) {
        out = !rule.keeps();
      }
    }
    return out;
  }

  /** Whether nothing below a directory belongs to the context, so that none needs to be read. */
  public boolean leavesOutAllBelow(String directory) {
    return leavesOut(directory)
        && rules.stream().noneMatch(rule -> rule.keeps() && rule.pattern().mayBeBelow(directory));
  }

  /** Whether there is no rule at all. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }
}
