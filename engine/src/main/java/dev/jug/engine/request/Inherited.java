package dev.jug.engine.request;

import java.util.List;
import java.util.Objects;

/**
 * What a container has from others whose volumes it was to get.
 *
 * @param binds files and directories of the host
 * @param volumes volumes
 */
public record Inherited(List<BindMount> binds, List<VolumeMount> volumes) {
  /** Nothing. */
  public static final Inherited NONE = new Inherited(List.of(), List.of());

  public Inherited {
    binds = List.copyOf(Objects.requireNonNullElse(binds, List.of()));
    volumes = List.copyOf(Objects.requireNonNullElse(volumes, List.of()));
  }
}
