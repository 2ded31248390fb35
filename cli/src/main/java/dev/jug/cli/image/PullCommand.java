package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.BlobState.Direction;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.image.Images;
import dev.jug.image.transfer.Location;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an image in. */
@Command(
    name = "jug pull",
    description =
        "Get an image from a registry, a directory or an archive, or make one of packages.")
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

  @Mixin PackageOptions packages = new PackageOptions();

  @Parameters(
      index = "0",
      paramLabel = "IMAGE",
      description =
          "NAME[:TAG|@DIGEST], oci:DIR[:NAME], oci-archive:FILE, docker-archive:FILE, dir:DIR,"
              + " apt:SUITE.")
  String image = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "What an image that is not from a registry shall be called; default is what it brings"
              + " along, and for packages apt:SUITE.")
  @Nullable String name;

  @Override
  public int run() throws IOException {
    var images = engine().images();
    try (var transports = new Transports(context())) {
      var where = transports.parse(image);
      if (where instanceof Location.Packages(var suite)) {
        make(suite);
      } else if (packages.areGiven()) {
        throw new Invalid("--include and --variant are about apt:SUITE only", "");
      } else {
        pull(images, transports);
      }
    }
    if (quiet) {
      front().printLine(image);
    }
    return 0;
  }

  private void pull(Images images, Transports transports) throws IOException {
    try (var display = TransferDisplay.of(Direction.PULL, front(), quiet)) {
      var wanted = platform == null ? null : Platform.parse(platform);
      var pulls = new Pulls(images, transports, display, words());
      if (all) {
        pulls.pullAll(Reference.parse(image), wanted);
      } else {
        pulls.pull(image, reference(), wanted);
      }
    }
  }

  private void make(String suite) throws IOException {
    if (all || (platform != null && !Platform.parse(platform).equals(Platform.host()))) {
      throw new Invalid(
          "an image of packages is made for this machine's platform, one at a time",
          "Leave --all-tags and --platform out.");
    }
    var request = packages.request(suite, reference(), front().request().environment());
    new PackagePull(engine(), PackageDisplay.of(front(), quiet), words()).run(request);
  }

  private @Nullable Reference reference() {
    return name == null ? null : Reference.parse(name);
  }

  private Consumer<String> words() {
    return quiet ? _ -> {} : front()::printLine;
  }
}
