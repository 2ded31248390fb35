package dev.jug.build.dockerfile;

import java.util.List;

/**
 * {@code EXPOSE}: where containers listen.
 *
 * @param origin where it is written
 * @param ports such as {@code 80}, {@code 80/tcp}, {@code 8000-8010/udp}
 */
public record Expose(Origin origin, List<String> ports) implements Instruction {
  public Expose {
    ports = List.copyOf(ports);
  }
}
