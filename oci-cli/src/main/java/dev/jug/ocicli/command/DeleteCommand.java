package dev.jug.ocicli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes what is left of a container. */
@Command(name = "jug-runtime delete", description = "Deletes what is left of a container.")
final class DeleteCommand extends OneContainer {
  @Option(
      names = {"--force", "-f"},
      description = "Kill one that has not stopped; one that is not there is fine.")
  boolean force;

  @Override
  int run() {
    lifecycle().delete(id, force);
    return 0;
  }
}
