package dev.jug.build.dockerfile;

import java.util.List;

/**
 * {@code ENV}: sets variables for the instructions below and for containers.
 *
 * @param origin where it is written
 * @param pairs in order; at least one
 * @param legacy whether it is written {@code ENV name value}
 */
public record Env(Origin origin, List<Pair> pairs, boolean legacy) implements Instruction {
  public Env {
    pairs = List.copyOf(pairs);
  }
}
