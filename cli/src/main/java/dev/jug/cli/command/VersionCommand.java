package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import picocli.CommandLine.Command;

/** Shows versions. */
@Command(name = "jug version", description = "Show versions.")
final class VersionCommand extends JugCommand {
  @Override
  public int run() {
    front().printLine("Jug:     " + context().control().status().version());
    front().printLine("Java:    " + Runtime.version());
    front().printLine("Linux:   " + System.getProperty("os.version"));
    return 0;
  }
}
