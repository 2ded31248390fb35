package dev.jug.image.sign;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the signature policy of this machine is. It is read at each use, so that a change counts at
 * once.
 *
 * @param path the file; where there is none, every image is good
 */
public record PolicyFile(Path path) {
  /** Where administrators write it. */
  public static final PolicyFile SYSTEM = new PolicyFile(Path.of("/etc/jug/policy.json"));

  /**
   * What it says.
   *
   * @throws dev.jug.image.error.ImageException if it makes no sense: then no image is good
   */
  public SignaturePolicy read() {
    return Files.exists(path) ? SignaturePolicy.read(path) : SignaturePolicy.ACCEPT;
  }
}
