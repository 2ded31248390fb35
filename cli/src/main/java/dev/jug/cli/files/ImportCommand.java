package dev.jug.cli.files;

import dev.jug.cli.context.JugCommand;
import dev.jug.image.FilesImport;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an image of an archive of files. */
@Command(
    name = "jug import",
    description = "Make an image of a tar archive, as export writes it.",
    sortOptions = false)
public final class ImportCommand extends JugCommand {
  @Option(
      names = {"-c", "--change"},
      description = "A Dockerfile's instruction: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, USER, …")
  List<String> changes = new ArrayList<>();

  @Option(
      names = {"-m", "--message"},
      description = "What its history shall say.")
  @Nullable String message;

  @Option(names = "--platform", description = "Where it runs; default is here.")
  @Nullable String platform;

  @Parameters(index = "0", paramLabel = "FILE|-", description = "Archive, plain or packed.")
  String file = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME[:TAG]",
      description = "What it shall be called.")
  @Nullable String name;

  @Override
  public int run() throws IOException {
    var request =
        new FilesImport(
            name == null ? null : Reference.parse(name),
            message == null ? "Imported from " + file : message,
            changes,
            platform == null ? null : Platform.parse(platform));
    try (var archive = new Archives(front()).read(file)) {
      front().printLine(request.run(engine().images(), archive, file).id().toString());
    }
    return 0;
  }
}
