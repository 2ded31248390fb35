package dev.jug.ocicli.command;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.SpecCodec;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes the limits of a container. */
@Command(
    name = "jug-runtime update",
    description = "Changes the limits of a container.",
    sortOptions = false)
final class UpdateCommand extends OneContainer {
  @Option(
      names = {"--resources", "-r"},
      paramLabel = "FILE",
      description = "A document with the limits; - reads standard input.")
  @Nullable String file;

  @Mixin LimitOptions limits = new LimitOptions();

  @Override
  int run() {
    lifecycle().update(id, file == null ? limits.resources() : read(file));
    return 0;
  }

  private Resources read(String name) {
    return new SpecCodec().readResources("-".equals(name) ? front().input() : content(name));
  }

  private byte[] content(String name) {
    try {
      return Files.readAllBytes(context().path(name));
    } catch (IOException e) {
      throw new InvalidSpecException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }
}
