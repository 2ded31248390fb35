package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.engine.volume.Volume;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A volume in the shape of {@code docker volume inspect}.
 *
 * @param created when it was made
 * @param driver who keeps it
 * @param labels free-form metadata, null for none
 * @param mountpoint where its files lie on this machine
 * @param name unique
 * @param options of the driver, null for none
 * @param scope {@code local}
 */
public record VolumeView(
    @JsonProperty("CreatedAt") String created,
    @JsonProperty("Driver") String driver,
    @JsonProperty("Labels") @Nullable Map<String, String> labels,
    @JsonProperty("Mountpoint") String mountpoint,
    @JsonProperty("Name") String name,
    @JsonProperty("Options") @Nullable Map<String, String> options,
    @JsonProperty("Scope") String scope) {
  /**
   * The view of a volume.
   *
   * @param mountpoint where its files lie
   */
  public static VolumeView of(Volume volume, String mountpoint) {
    Instant second = volume.created().truncatedTo(ChronoUnit.SECONDS);
    return new VolumeView(
        second.toString(),
        volume.driver(),
        unlessEmpty(volume.labels()),
        mountpoint,
        volume.name(),
        unlessEmpty(volume.options()),
        "local");
  }

  private static @Nullable Map<String, String> unlessEmpty(Map<String, String> map) {
    return map.isEmpty() ? null : new TreeMap<>(map);
  }
}
