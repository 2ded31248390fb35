package dev.jug.ocicli.command;

import dev.jug.oci.runtime.InvalidSpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a config.json to begin with. */
@Command(name = "jug-runtime spec", description = "Writes a config.json to begin with.")
final class SpecCommand extends OciCommand {
  @Option(
      names = {"--bundle", "-b"},
      paramLabel = "DIR",
      description = "Where it is written; default is the working directory.")
  String bundle = "";

  @Option(names = "--rootless", description = "One for a user who is not root.")
  boolean rootless;

  @Override
  int run() {
    var file = context().path(bundle).resolve("config.json");
    int uid = front().peer().uid();
    try {
      Files.write(file, Template.config(rootless, uid), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidSpecException("file " + file + " exists. Remove it first", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return 0;
  }
}
