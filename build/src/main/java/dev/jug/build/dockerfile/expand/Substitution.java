package dev.jug.build.dockerfile.expand;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A variable with what is to be done to it: {@code $v}, {@code ${v}}, {@code ${v:-x}} and so on.
 */
final class Substitution {
  private final Scanner scanner;
  private final Variables variables;
  private final Supplier<String> operand;
  private boolean replacing;

  Substitution(Scanner scanner, Variables variables, Supplier<String> operand) {
    this.scanner = scanner;
    this.variables = variables;
    this.operand = operand;
  }

  /** Whether a slash ends the operand that is being read. */
  boolean isReplacing() {
    return replacing;
  }

  /** Reads on from a dollar sign. */
  String read() {
    scanner.next();
    if (scanner.skip('{')) {
      return inBraces();
    }
    var name = scanner.name();
    return name.isEmpty() ? "$" : plain(name);
  }

  private String plain(String name) {
    var value = variables.get(name);
    if (value == null) {
      variables.missing(name);
      return "";
    }
    return value;
  }

  private String inBraces() {
    boolean outer = replacing;
    replacing = false;
    var name = scanner.name();
    if (scanner.atEnd()) {
      throw Scanner.unclosed();
    }
    if (name.isEmpty()) {
      throw new BadSubstitutionException("syntax error: bad substitution");
    }
    var text = scanner.skip('}') ? plain(name) : modified(name);
    replacing = outer;
    return text;
  }

  private String modified(String name) {
    var value = variables.get(name);
    char operator = scanner.next();
    return switch (operator) {
      case ':' -> {
        if (scanner.atEnd()) {
          throw Scanner.unclosed();
        }
        char next = scanner.next();
        yield choice(name, value == null || value.isEmpty() ? null : value, next, true);
      }
      case '#' -> {
        boolean longest = scanner.skip('#');
        yield new Glob(word()).withoutPrefix(text(value), longest);
      }
      case '%' -> {
        boolean longest = scanner.skip('%');
        yield new Glob(word()).withoutSuffix(text(value), longest);
      }
      case '/' -> replaced(text(value));
      default -> choice(name, value, operator, false);
    };
  }

  private String choice(String name, @Nullable String value, char operator, boolean colon) {
    return switch (operator) {
      case '-' -> {
        var other = word();
        yield value == null ? other : value;
      }
      case '+' -> {
        var other = word();
        yield value == null ? "" : other;
      }
      case '?' -> {
        var why = word();
        if (value == null) {
          throw new BadSubstitutionException(name + ": " + (why.isEmpty() ? unset(colon) : why));
        }
        yield value;
      }
      default ->
          throw new BadSubstitutionException(
              "unsupported modifier (" + (colon ? ":" : "") + operator + ") in substitution");
    };
  }

  private static String unset(boolean colon) {
    return colon ? "not allowed to be empty" : "not allowed to be unset";
  }

  private String replaced(String value) {
    boolean all = scanner.skip('/');
    replacing = true;
    var pattern = operand.get();
    replacing = false;
    var other = scanner.skip('/') ? operand.get() : "";
    scanner.next();
    return new Glob(pattern).replace(value, other, all);
  }

  /** An operand and the brace behind it. */
  private String word() {
    var word = operand.get();
    scanner.next();
    return word;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
