package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.image.sign.Requirement;
import dev.jug.image.sign.Signature;
import dev.jug.image.sign.SignaturePolicy;
import dev.jug.image.sign.VerifyingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies the signatures of an image. */
@Command(
    name = "jug image verify",
    description = "Verify an image's signatures by a key, or by this machine's policy.")
public final class ImageVerifyCommand extends JugCommand {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Public key in PEM; default is what the policy says.")
  @Nullable String key;

  @Parameters(index = "0", paramLabel = "IMAGE", description = "Name.")
  String image = "";

  @Override
  public int run() throws IOException {
    var named = NamedImage.of(engine().images(), image);
    policy().check(named.name(), named.digest(), signatures(named));
    front().printLine("Verified " + named);
    return 0;
  }

  private SignaturePolicy policy() {
    if (key == null) {
      return engine().images().signatures().policy();
    }
    var file = Path.of(front().request().directory()).resolve(key);
    var signed = new Requirement.Signed(List.of(VerifyingKey.read(file)), null);
    return new SignaturePolicy(List.of(signed), Map.of());
  }

  /** Those that are here, and if there are none those that the registry has. */
  private List<Signature> signatures(NamedImage named) throws IOException {
    var images = engine().images();
    var kept = images.signatures().kept(named.name(), named.digest());
    if (!kept.isEmpty()) {
      return kept;
    }
    try (var transports = new Transports(context())) {
      return transports.signatures(named.name(), named.digest());
    }
  }
}
