package dev.jug.cli.files;

import dev.jug.cli.context.JugCommand;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes all files of a container into an archive. */
@Command(name = "jug export", description = "Write all files of a container into a tar archive.")
public final class ExportCommand extends JugCommand {
  @Option(
      names = {"-o", "--output"},
      description = "Archive; default is standard output.")
  @Nullable String output;

  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Override
  public int run() throws IOException {
    var files = engine().container(container).files();
    new Archives(front()).write(output, files::export);
    return 0;
  }
}
