package dev.jug.cli.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.image.registry.auth.Credential;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a registry who somebody is, and remembers it. */
@Command(name = "jug login", description = "Log in to a registry.")
public final class LoginCommand extends JugCommand {
  @Option(
      names = {"-u", "--username"},
      description = "Name.")
  @Nullable String user;

  @Option(
      names = {"-p", "--password"},
      description = "Password; others can see it in the list of processes.")
  @Nullable String password;

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  boolean fromInput;

  @Parameters(arity = "0..1", paramLabel = "REGISTRY", description = "Host[:port].")
  String registry = Reference.DEFAULT_REGISTRY;

  @Override
  public int run() throws IOException {
    if (user == null || (password == null && !fromInput)) {
      throw new Invalid(
          "a name and a password are needed",
          "jug login -u NAME --password-stdin " + registry + " <FILE");
    }
    var secret =
        fromInput || password == null
            ? new String(front().input(), UTF_8).replaceAll("\\R\\z", "")
            : password;
    try (var transports = new Transports(context())) {
      transports.registries().login(registry, new Credential.Password(user, secret));
    }
    front().printLine("Login Succeeded");
    return 0;
  }
}
