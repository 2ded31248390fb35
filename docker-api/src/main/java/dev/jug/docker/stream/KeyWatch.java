package dev.jug.docker.stream;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Looks for the keys that detach a client in what it types. What may be their beginning is held
 * back until it is clear that it is not. Not thread-safe.
 */
final class KeyWatch {
  private final byte[] keys;
  private int matched;
  private boolean found;

  /**
   * @param keys empty to look for none
   */
  KeyWatch(byte[] keys) {
    this.keys = keys.clone();
  }

  /** What goes on to the process; once the keys were typed, nothing more does. */
  byte[] pass(byte[] typed, int length) {
    if (keys.length == 0) {
      return Arrays.copyOf(typed, length);
    }
    var on = new ByteArrayOutputStream(length);
    for (int i = 0; i < length && !found; i++) {
      pass(typed[i], on);
    }
    return on.toByteArray();
  }

  private void pass(byte key, ByteArrayOutputStream on) {
    if (matched < keys.length && key == keys[matched]) {
      matched++;
      found = matched == keys.length;
      return;
    }
    on.write(keys, 0, matched);
    matched = keys.length > 0 && key == keys[0] ? 1 : 0;
    if (matched == 0) {
      on.write(key);
    }
  }

  /** Whether the keys were typed. */
  boolean found() {
    return found;
  }
}
