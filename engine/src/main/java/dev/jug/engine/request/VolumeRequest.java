package dev.jug.engine.request;

import java.util.Map;
import java.util.Objects;

/**
 * A volume to make, should there be none of this name.
 *
 * @param name empty lets the engine choose one
 * @param driver empty for {@code local}, which is the only one there is
 * @param labels free-form metadata
 * @param options of the driver: {@code type}, {@code device} and {@code o}, as for mount(8)
 */
public record VolumeRequest(
    String name, String driver, Map<String, String> labels, Map<String, String> options) {
  public VolumeRequest {
    name = Objects.requireNonNullElse(name, "");
    driver = Objects.requireNonNullElse(driver, "");
    labels = Map.copyOf(Objects.requireNonNullElse(labels, Map.of()));
    options = Map.copyOf(Objects.requireNonNullElse(options, Map.of()));
  }

  /** A directory of the engine's own. */
  public static VolumeRequest of(String name) {
    return new VolumeRequest(name, "", Map.of(), Map.of());
  }

  /** The same by another name. */
  public VolumeRequest named(String other) {
    return new VolumeRequest(other, driver, labels, options);
  }
}
