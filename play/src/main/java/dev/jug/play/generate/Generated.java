package dev.jug.play.generate;

import java.util.List;

/**
 * A manifest of containers.
 *
 * @param text YAML
 * @param omissions what of the containers it does not say, one line each
 */
public record Generated(String text, List<String> omissions) {
  /** Keeps copies. */
  public Generated {
    omissions = List.copyOf(omissions);
  }
}
