package dev.jug.runtime.dbus;

import java.util.ArrayList;
import java.util.List;

/** Takes signatures apart (D-Bus specification, "Type system"). */
final class Signature {
  private Signature() {}

  /** The complete types in a row of them. */
  static List<String> types(String signature) {
    var types = new ArrayList<String>();
    for (int at = 0; at < signature.length(); ) {
      int end = end(signature, at);
      types.add(signature.substring(at, end));
      at = end;
    }
    return types;
  }

  /** What is in a structure or dictionary entry. */
  static List<String> fields(String type) {
    return types(type.substring(1, type.length() - 1));
  }

  private static int end(String signature, int start) {
    int depth = 0;
    for (int at = start; at < signature.length(); at++) {
      char c = signature.charAt(at);
      depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
      if (depth == 0 && c != 'a') {
        return at + 1;
      }
    }
    throw new DbusException(
        "org.freedesktop.DBus.Error.InvalidSignature", "signature " + signature + " is cut off");
  }

  /** To which multiple of bytes a value of the type is moved. */
  static int alignment(char type) {
    return switch (type) {
      case 'y', 'g', 'v' -> 1;
      case 'n', 'q' -> 2;
      case 'x', 't', 'd', '(', '{' -> 8;
      default -> 4;
    };
  }
}
