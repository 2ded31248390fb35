package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.BlobState.Direction;
import dev.jug.image.sign.SignatureImage;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.image.transfer.Location;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives an image to a registry, a directory or an archive. */
@Command(name = "jug push", description = "Send an image to a registry, a directory or an archive.")
public final class PushCommand extends JugCommand {
  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  boolean quiet;

  @Option(names = "--platform", description = "Only the image for this platform.")
  @Nullable String platform;

  @Parameters(index = "0", paramLabel = "IMAGE", description = "Name or id.")
  String image = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TARGET",
      description =
          "NAME, oci:DIR[:NAME], oci-archive:FILE, docker-archive:FILE, dir:DIR; default its name.")
  @Nullable String target;

  @Override
  public int run() throws IOException {
    var images = engine().images();
    var wanted = platform == null ? null : Platform.parse(platform);
    var root = images.find(image, wanted).entry().descriptor();
    try (var transports = new Transports(context());
        var to = transports.target(where(transports))) {
      var where = where(transports);
      say("The push refers to " + repository(where, to));
      var sent = pushed(root, wanted, to);
      pushSignatures(transports, sent.digest());
      say(tag(where) + "digest: " + sent.digest() + " size: " + sent.size());
    }
    return 0;
  }

  /** In Docker's words, which programs read. */
  private static String repository(Location where, ImageTarget to) {
    return where instanceof Location.Registry(var name)
        ? "repository [" + name.registry() + "/" + name.repository() + "]"
        : to.name();
  }

  private static String tag(Location where) {
    return where instanceof Location.Registry(var name) && name.tag() != null
        ? name.tag() + ": "
        : "";
  }

  /** Under the name that was signed, which is the one they are looked for. */
  private void pushSignatures(Transports transports, Digest sent) throws IOException {
    if (!(where(transports) instanceof Location.Registry(var name))) {
      return;
    }
    var images = engine().images();
    var signatures = images.signatures().image(name, sent);
    if (signatures.isPresent()) {
      try (var to = transports.target(new Location.Registry(SignatureImage.nameOf(name, sent)))) {
        images.push(signatures.get(), null, to, Progress.NONE);
        say("signatures: sent");
      }
    }
  }

  private Descriptor pushed(Descriptor root, @Nullable Platform wanted, ImageTarget to)
      throws IOException {
    try (var display = TransferDisplay.of(Direction.PUSH, front(), quiet)) {
      return engine().images().push(root, wanted, to, display);
    }
  }

  private Location where(Transports transports) {
    return transports.parse(target == null ? image : target);
  }

  private void say(String line) {
    if (!quiet) {
      front().printLine(line);
    }
  }
}
