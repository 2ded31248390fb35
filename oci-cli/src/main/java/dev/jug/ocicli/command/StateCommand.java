package dev.jug.ocicli.command;

import picocli.CommandLine.Command;

/** Prints what is known of a container. */
@Command(name = "jug-runtime state", description = "Prints what is known of a container.")
final class StateCommand extends OneContainer {
  @Override
  int run() {
    front().printLine(StateJson.indented(lifecycle().state(id)));
    return 0;
  }
}
