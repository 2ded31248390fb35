package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.BlobState.Direction;
import dev.jug.image.ArchiveLoader;
import dev.jug.image.archive.Members;
import dev.jug.image.archive.TarIndex;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes in all images of an archive. */
@Command(
    name = "jug load",
    description = "Take in the images of an archive that save, docker or skopeo made.")
public final class LoadCommand extends JugCommand {
  @Option(
      names = {"-i", "--input"},
      description = "Archive; default is standard input.")
  @Nullable String input;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  boolean quiet;

  @Option(names = "--platform", description = "Which image of several.")
  @Nullable String platform;

  @Override
  public int run() throws IOException {
    var images = engine().images();
    var wanted = platform == null ? null : Platform.parse(platform);
    try (var display = TransferDisplay.of(Direction.PULL, front(), quiet)) {
      var members = images.onDisk(() -> members(images.scratch()));
      new ArchiveLoader(images, wanted, display).load(members, this::tell);
    }
    return 0;
  }

  private void tell(Image image, List<Reference> names) {
    names.forEach(name -> front().printLine("Loaded image: " + name.familiar()));
    if (names.isEmpty()) {
      front().printLine("Loaded image ID: " + image.id());
    }
  }

  private Members members(Path spool) throws IOException {
    if (input == null) {
      return TarIndex.read(front().inputStream(), "standard input", spool);
    }
    return TarIndex.open(Path.of(front().request().directory()).resolve(input), spool);
  }
}
