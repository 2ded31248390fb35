package dev.jug.cli.system;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What all prune commands know. */
public final class PruneOptions {
  @Option(
      names = {"-f", "--force"},
      description = "Do not ask.")
  public boolean force;

  @Option(
      names = "--filter",
      description = "until=TIME (24h, 2026-01-31), label=NAME[=VALUE], label!=NAME[=VALUE].")
  public List<String> filters = new ArrayList<>();
}
