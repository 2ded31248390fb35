package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.FrontOutput;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.image.ArchiveSaver;
import dev.jug.image.archive.ArchiveOutput;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes images into one archive. */
@Command(
    name = "jug save",
    description = "Write images into an archive that load, docker and podman read.")
public final class SaveCommand extends JugCommand {
  @Option(
      names = {"-o", "--output"},
      description = "Archive; default is standard output.")
  @Nullable String output;

  @Option(names = "--platform", description = "Which image of several.")
  @Nullable String platform;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Name or id.")
  List<String> names = List.of();

  @Override
  public int run() throws IOException {
    if (output == null && front().isTerminal(1)) {
      throw new Invalid("cowardly refusing to save to a terminal", "Use the -o flag or redirect.");
    }
    var wanted = platform == null ? Platform.host() : Platform.parse(platform);
    new ArchiveSaver(engine().images(), wanted).save(names, output());
    return 0;
  }

  private ArchiveOutput output() {
    return output == null
        ? new ArchiveOutput.ToStream(new FrontOutput(front()), "standard output")
        : new ArchiveOutput.ToFile(Path.of(front().request().directory()).resolve(output));
  }
}
