package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.BlobState.Direction;
import dev.jug.image.Images;
import dev.jug.image.archive.DockerArchive;
import dev.jug.image.archive.Members;
import dev.jug.image.archive.TarIndex;
import dev.jug.image.layout.LayoutSource;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes in all images of an archive. */
@Command(
    name = "jug load",
    description = "Take in the images of an archive that save, docker or skopeo made.")
public final class LoadCommand extends JugCommand {
  private static final String NAME = "org.opencontainers.image.ref.name";

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
    try (var display = TransferDisplay.of(Direction.PULL, front(), quiet)) {
      var members = images.onDisk(() -> members(images.scratch()));
      if (DockerArchive.isOne(members)) {
        try (var archive = new DockerArchive(members)) {
          for (var saved : archive.images()) {
            load(images, archive.source(saved), display);
          }
        }
      } else {
        loadLayout(images, members, display);
      }
    }
    return 0;
  }

  private Members members(Path spool) throws IOException {
    if (input == null) {
      return TarIndex.read(front().inputStream(), "standard input", spool);
    }
    return TarIndex.open(Path.of(front().request().directory()).resolve(input), spool);
  }

  private void loadLayout(Images images, Members members, TransferDisplay display)
      throws IOException {
    try (members) {
      for (var descriptor : LayoutSource.images(members)) {
        load(images, new LayoutSource(members, descriptor.annotations().get(NAME)), display);
      }
    }
  }

  private void load(Images images, ImageSource source, TransferDisplay display) throws IOException {
    var names = source.names();
    var wanted = platform == null ? null : Platform.parse(platform);
    var first = names.isEmpty() ? null : names.getFirst();
    var pulled = images.pull(source, first, wanted, display);
    for (var name : names) {
      images.name(pulled.root(), name);
      front().printLine("Loaded image: " + name.familiar());
    }
    if (names.isEmpty()) {
      front().printLine("Loaded image ID: " + pulled.image().id());
    }
  }
}
