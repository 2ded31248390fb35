package dev.jug.ocicli.command;

import picocli.CommandLine.Command;

/** Freezes all processes of a container. */
@Command(name = "jug-runtime pause", description = "Freezes all processes of a container.")
final class PauseCommand extends OneContainer {
  @Override
  int run() {
    lifecycle().pause(id);
    return 0;
  }
}
