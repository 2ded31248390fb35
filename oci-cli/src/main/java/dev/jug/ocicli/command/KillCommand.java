package dev.jug.ocicli.command;

import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.InvalidSpecException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a signal to a container. */
@Command(name = "jug-runtime kill", description = "Sends a signal to a container.")
final class KillCommand extends OneContainer {
  @Option(
      names = {"--all", "-a"},
      description = "Send it to all its processes.")
  boolean all;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SIGNAL",
      description = "By name or number; default SIGTERM.")
  String signal = "SIGTERM";

  @Override
  int run() {
    var chosen =
        Signal.parse(signal)
            .orElseThrow(() -> new InvalidSpecException("unknown signal \"" + signal + '"'));
    lifecycle().kill(id, chosen, all);
    return 0;
  }
}
