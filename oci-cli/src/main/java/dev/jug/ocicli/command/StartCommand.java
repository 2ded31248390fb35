package dev.jug.ocicli.command;

import picocli.CommandLine.Command;

/** Starts a created container. */
@Command(name = "jug-runtime start", description = "Starts a created container.")
final class StartCommand extends OneContainer {
  @Override
  int run() {
    lifecycle().start(id);
    return 0;
  }
}
