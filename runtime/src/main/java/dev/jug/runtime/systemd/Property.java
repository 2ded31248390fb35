package dev.jug.runtime.systemd;

import dev.jug.runtime.dbus.Variant;
import java.util.List;

/**
 * A property of a unit (org.freedesktop.systemd1(5), systemd.resource-control(5)).
 *
 * @param name such as {@code MemoryMax}
 * @param value with the type that systemd has for it
 */
public record Property(String name, Variant value) {

  /** A 64-bit number; −1 is its greatest value, which means infinity. */
  public static Property number(String name, long value) {
    return new Property(name, new Variant("t", value));
  }

  /** Yes or no. */
  public static Property flag(String name, boolean value) {
    return new Property(name, new Variant("b", value));
  }

  /** A word. */
  public static Property text(String name, String value) {
    return new Property(name, new Variant("s", value));
  }

  List<Object> argument() {
    return List.of(name, value);
  }
}
