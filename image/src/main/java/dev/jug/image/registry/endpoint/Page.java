package dev.jug.image.registry.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next where it goes on; empty at the end
 */
public record Page<T>(List<T> entries, Optional<URI> next) {
  public Page {
    entries = List.copyOf(entries);
  }
}
