package dev.jug.image.registry.config;

import java.time.Duration;

/**
 * How long registries are waited for, and how often.
 *
 * @param connect for a connection
 * @param stall for the next byte, and for an answer once all was sent
 * @param attempts most attempts of one request, 1 or more; a download that broke is gone on with as
 *     often, and each time that bytes came begins the count anew
 */
public record Waits(Duration connect, Duration stall, int attempts) {
  /** For the world outside. */
  public static final Waits DEFAULT = new Waits(Duration.ofSeconds(20), Duration.ofSeconds(60), 5);
}
