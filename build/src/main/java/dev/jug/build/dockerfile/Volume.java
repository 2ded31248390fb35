package dev.jug.build.dockerfile;

import java.util.List;

/**
 * {@code VOLUME}: directories for data.
 *
 * @param origin where it is written
 * @param paths at least one
 */
public record Volume(Origin origin, List<String> paths) implements Instruction {
  public Volume {
    paths = List.copyOf(paths);
  }
}
