package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.BlobState.Direction;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an image in. */
@Command(
    name = "jug pull",
    description = "Get an image from a registry, a directory or an archive.")
public final class PullCommand extends JugCommand {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print its name only.")
  boolean quiet;

  @Option(
      names = {"-a", "--all-tags"},
      description = "All tags of the repository.")
  boolean all;

  @Option(names = "--platform", description = "Such as linux/arm64/v8; default is this machine's.")
  @Nullable String platform;

  @Parameters(
      index = "0",
      paramLabel = "IMAGE",
      description =
          "NAME[:TAG|@DIGEST], oci:DIR[:NAME], oci-archive:FILE, docker-archive:FILE, dir:DIR.")
  String image = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "What an image from files shall be called; default is what it brings along.")
  @Nullable String name;

  @Override
  public int run() throws IOException {
    var images = engine().images();
    try (var transports = new Transports(front(), images);
        var display = TransferDisplay.of(Direction.PULL, front(), quiet)) {
      var wanted = platform == null ? null : Platform.parse(platform);
      var pulls = new Pulls(images, transports, display, quiet ? _ -> {} : front()::printLine);
      if (all) {
        pulls.pullAll(Reference.parse(image), wanted);
      } else {
        pulls.pull(image, name == null ? null : Reference.parse(name), wanted);
      }
      if (quiet) {
        front().printLine(image);
      }
    }
    return 0;
  }
}
