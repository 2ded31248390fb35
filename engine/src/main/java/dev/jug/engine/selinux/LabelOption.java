package dev.jug.engine.selinux;

import dev.jug.engine.error.EngineException.Invalid;

/** What {@code --security-opt label=…} says. */
sealed interface LabelOption {
  /** Its processes are not confined. */
  record Disable() implements LabelOption {}

  /** A part of the context is another one. */
  record Part(Name name, String value) implements LabelOption {}

  /** Parts of a context. */
  enum Name {
    USER,
    ROLE,
    TYPE,
    LEVEL,
    FILETYPE
  }

  /**
   * Reads one.
   *
   * @throws Invalid in Docker's words
   */
  static LabelOption parse(String text) {
    if (text.equals("disable")) {
      return new Disable();
    }
    int colon = text.indexOf(':');
    if (colon < 0 || colon == text.length() - 1) {
      throw bad(text);
    }
    var value = text.substring(colon + 1);
    return switch (text.substring(0, colon)) {
      case "user" -> new Part(Name.USER, value);
      case "role" -> new Part(Name.ROLE, value);
      case "type" -> new Part(Name.TYPE, value);
      case "level" -> new Part(Name.LEVEL, value);
      case "filetype" -> new Part(Name.FILETYPE, value);
      case String _ -> throw bad(text);
    };
  }

  private static Invalid bad(String text) {
    return new Invalid(
        "Bad label option \"" + text + "\"",
        "Valid options are disable, or user, role, level, type, filetype followed by ':' and a"
            + " value.");
  }

  /** A container's contexts with this; as Docker has it, user and level are those of files too. */
  static Pair on(Pair pair, Part part) {
    var process = pair.process();
    var files = pair.files();
    var value = part.value();
    return switch (part.name()) {
      case USER -> new Pair(process.withUser(value), files.withUser(value));
      case ROLE -> new Pair(process.withRole(value), files);
      case TYPE -> new Pair(process.withType(value), files);
      case LEVEL -> new Pair(process.withLevel(value), files.withLevel(value));
      case FILETYPE -> new Pair(process, files.withType(value));
    };
  }
}
