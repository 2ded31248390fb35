package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets who somebody is to a registry. */
@Command(name = "jug logout", description = "Log out from a registry.")
public final class LogoutCommand extends JugCommand {
  @Parameters(arity = "0..1", paramLabel = "REGISTRY", description = "Host[:port].")
  String registry = Reference.DEFAULT_REGISTRY;

  @Override
  public int run() throws IOException {
    try (var transports = new Transports(context())) {
      boolean known = transports.registries().logout(registry);
      front()
          .printLine(
              known
                  ? "Removing login credentials for " + registry
                  : "Not logged in to " + registry);
    }
    return 0;
  }
}
