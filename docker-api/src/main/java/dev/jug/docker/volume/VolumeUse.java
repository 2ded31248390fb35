package dev.jug.docker.volume;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.jug.engine.view.VolumeView;
import dev.jug.engine.volume.Volume;
import dev.jug.engine.volume.Volumes;

/**
 * A volume in the answer of {@code GET /system/df}.
 *
 * @param volume what it is
 * @param usage how much it takes, and how many have it
 */
public record VolumeUse(@JsonUnwrapped VolumeView volume, @JsonProperty("UsageData") Usage usage) {
  /**
   * How much a volume takes, and who has it.
   *
   * @param size bytes of the disk
   * @param containers how many containers have it
   */
  public record Usage(@JsonProperty("Size") long size, @JsonProperty("RefCount") long containers) {}

  /** Of a volume. */
  public static VolumeUse of(Volumes volumes, Volume volume) {
    long size = volumes.size(volume.name());
    return new VolumeUse(
        volumes.view(volume), new Usage(size, volumes.users(volume.name()).size()));
  }
}
