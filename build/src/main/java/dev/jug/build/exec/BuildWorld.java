package dev.jug.build.exec;

import dev.jug.build.remote.Remotes;
import dev.jug.image.Images;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What builds of one engine have around them.
 *
 * @param images has what they begin with, and takes what they make
 * @param runner runs their commands
 * @param bases finds images
 * @param remotes fetches what lies elsewhere
 * @param flights steps that run just now
 * @param caches directory of the contents of cache mounts
 * @param memory directory in memory for secrets
 * @param clock tells when steps were used
 */
public record BuildWorld(
    Images images,
    StepRunner runner,
    Bases bases,
    Remotes remotes,
    Flights flights,
    Path caches,
    Path memory,
    InstantSource clock) {

  /** Finds the images that stages begin with, and fetches those that are not there. */
  @FunctionalInterface
  public interface Bases {
    /**
     * An image.
     *
     * @param reference as a Dockerfile has it
     * @throws IOException if the disk or the connection fails
     * @throws dev.jug.image.error.ImageException if there is none
     */
    Image find(String reference, Platform platform) throws IOException;
  }

  /** The same that fetches in another way, for one build. */
  public BuildWorld with(Remotes others) {
    return new BuildWorld(images, runner, bases, others, flights, caches, memory, clock);
  }

  /** The same with other ways to find images, for one build. */
  public BuildWorld with(Bases others) {
    return new BuildWorld(images, runner, others, remotes, flights, caches, memory, clock);
  }
}
