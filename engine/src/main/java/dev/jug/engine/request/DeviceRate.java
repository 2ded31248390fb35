package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/**
 * What a block device gives.
 *
 * @param device absolute path of its node on the host
 * @param rate bytes or operations each second, or a weight; 0 or more
 */
public record DeviceRate(Path device, long rate) {
  /**
   * Reads {@code PATH:BYTES}, where the bytes may have a unit.
   *
   * @throws Invalid if it is something else
   */
  public static DeviceRate bytes(String text) {
    return parse(text, ByteSize::parse);
  }

  /**
   * Reads {@code PATH:COUNT}.
   *
   * @throws Invalid if it is something else
   */
  public static DeviceRate count(String text) {
    return parse(text, DeviceRate::number);
  }

  private static DeviceRate parse(String text, ToLongFunction<String> rate) {
    int colon = text.indexOf(':');
    if (colon < 1 || !text.startsWith("/dev/")) {
      throw new Invalid("bad format: " + text, "Example: /dev/sda:1mb.");
    }
    return new DeviceRate(
        Path.of(text.substring(0, colon)), rate.applyAsLong(text.substring(colon + 1)));
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Invalid("invalid rate: '" + text + "'", "Write a number.");
    }
    return Long.parseLong(text);
  }
}
