package dev.jug.ocicli.command;

import picocli.CommandLine.Command;

/** Lets a paused container go on. */
@Command(name = "jug-runtime resume", description = "Lets a paused container go on.")
final class ResumeCommand extends OneContainer {
  @Override
  int run() {
    lifecycle().resume(id);
    return 0;
  }
}
