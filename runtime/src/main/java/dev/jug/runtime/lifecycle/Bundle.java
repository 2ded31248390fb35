package dev.jug.runtime.lifecycle;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Root;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.SpecCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A directory with a config.json and what it refers to (bundle.md).
 *
 * @param directory absolute path
 * @param config the document as it is
 * @param spec what it says, with paths made absolute
 */
@SuppressWarnings("ArrayRecordComponent") // A document, never compared.
public record Bundle(Path directory, byte[] config, Spec spec) {
  /**
   * Reads a bundle.
   *
   * @throws InvalidSpecException if its config.json is missing, or does not mean a container
   */
  public static Bundle read(Path directory, SpecCodec codec) {
    var file = directory.resolve("config.json");
    try {
      var config = Files.readAllBytes(file);
      return new Bundle(directory, config, absolute(directory, codec.read(config)));
    } catch (NoSuchFileException e) {
      throw new InvalidSpecException(
          "JSON specification file config.json not found: there is no " + file, e);
    } catch (IOException e) {
      throw new InvalidSpecException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The spec of a document that was read before. */
  static Spec recall(Path directory, byte[] config, SpecCodec codec) {
    return absolute(directory, codec.read(config));
  }

  /**
   * A spec that means the same wherever it is read: sources of bind mounts may be relative to the
   * bundle.
   */
  public static Spec absolute(Path directory, Spec spec) {
    return spec.withMounts(spec.mounts().stream().map(m -> absolute(directory, m)).toList());
  }

  private static Mount absolute(Path bundle, Mount mount) {
    return mount.source() == null || !mount.binds()
        ? mount
        : new Mount(
            mount.destination(),
            mount.type(),
            bundle.resolve(mount.source()).toString(),
            mount.options(),
            mount.uidMappings(),
            mount.gidMappings());
  }

  /** Whether its process has a terminal. */
  public boolean terminal() {
    var process = spec.process();
    return process != null && process.terminal();
  }

  /** Its root file system. */
  Path rootfs() {
    Root root = spec.root();
    if (root == null) {
      throw new InvalidSpecException("root: missing; a container needs a root file system");
    }
    var path = directory.resolve(root.path()).normalize();
    if (!Files.isDirectory(path)) {
      throw new InvalidSpecException("root.path: " + path + " is not a directory");
    }
    return path;
  }
}
