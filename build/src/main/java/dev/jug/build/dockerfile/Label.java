package dev.jug.build.dockerfile;

import java.util.List;

/**
 * {@code LABEL}: text by key.
 *
 * @param origin where it is written
 * @param pairs in order; at least one
 * @param legacy whether it is written {@code LABEL key value}
 */
public record Label(Origin origin, List<Pair> pairs, boolean legacy) implements Instruction {
  public Label {
    pairs = List.copyOf(pairs);
  }
}
