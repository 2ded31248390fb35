package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import org.jspecify.annotations.Nullable;

/** The keys that detach a terminal, in Docker's notation: {@code ctrl-p,ctrl-q}. */
public final class DetachKeys {
  private static final String DEFAULT = "ctrl-p,ctrl-q";
  private static final String CONTROL = "ctrl-";
  private static final int CONTROL_MASK = 0x1f;

  private DetachKeys() {}

  /**
   * The bytes the terminal sends for them.
   *
   * @param text null for the default; empty for none
   * @throws Invalid if a key is none
   */
  public static byte[] parse(@Nullable String text) {
    var keys = text == null ? DEFAULT : text;
    if (keys.isEmpty()) {
      return new byte[0];
    }
    var names = keys.split(",", -1);
    var bytes = new byte[names.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = key(names[i], keys);
    }
    return bytes;
  }

  private static byte key(String name, String all) {
    if (name.length() == 1) {
      return (byte) name.charAt(0);
    }
    if (name.length() == CONTROL.length() + 1 && name.startsWith(CONTROL)) {
      char letter = Character.toUpperCase(name.charAt(CONTROL.length()));
      if (letter >= '@' && letter <= '_') {
        return (byte) (letter & CONTROL_MASK);
      }
    }
    throw new Invalid(
        "invalid detach keys: '" + all + "'",
        "Keys are letters, or ctrl- and a letter or one of @[\\]^_.");
  }
}
