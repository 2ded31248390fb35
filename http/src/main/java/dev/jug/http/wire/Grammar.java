package dev.jug.http.wire;

/** Character classes of RFC 9110, 5.6.2 and 5.5. */
final class Grammar {
  private static final String SYMBOLS = "!#$%&'*+-.^_`|~";
  private static final String HOST = "-._~!$&'()*+,;=%:[]";

  private Grammar() {}

  static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> isAlphanumeric(c) || SYMBOLS.indexOf(c) >= 0);
  }

  /** Visible characters, bytes above ASCII, space and tab. */
  static boolean isFieldValue(String text) {
    return text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff));
  }

  /** Without spaces and tabs around it, and nothing else (RFC 9110, 5.6.3). */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isVisible(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  static boolean isHost(String text) {
    return text.chars().allMatch(c -> isAlphanumeric(c) || HOST.indexOf(c) >= 0);
  }

  static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
