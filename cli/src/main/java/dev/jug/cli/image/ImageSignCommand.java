package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.image.sign.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs an image. */
@Command(
    name = "jug image sign",
    description = "Sign an image under its name; push sends the signature along.")
public final class ImageSignCommand extends JugCommand {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Private key in PEM: ECDSA, Ed25519 or RSA.")
  String key = "";

  @Parameters(index = "0", paramLabel = "IMAGE", description = "Name.")
  String image = "";

  @Override
  public int run() throws IOException {
    var images = engine().images();
    var named = NamedImage.of(images, image);
    var file = Path.of(front().request().directory()).resolve(key);
    var signingKey = SigningKey.parse(Files.readString(file), file.toString());
    images.signatures().sign(named.name(), named.digest(), signingKey);
    front().printLine("Signed " + named);
    return 0;
  }
}
