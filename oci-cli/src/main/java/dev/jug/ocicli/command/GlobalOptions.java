package dev.jug.ocicli.command;

import dev.jug.door.TakesCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What stands before the command. */
@Command(
    name = "jug-runtime",
    customSynopsis = "jug-runtime [OPTION...] COMMAND [ARGUMENT...]",
    sortOptions = false)
final class GlobalOptions implements TakesCommand {
  @Option(names = "--root", paramLabel = "DIR", description = "Where the state of containers is.")
  @Nullable String root;

  @Option(names = "--log", paramLabel = "FILE", description = "Where errors are written, too.")
  @Nullable String log;

  @Option(names = "--log-format", paramLabel = "FORMAT", description = "text or json.")
  String logFormat = "text";

  @Option(names = "--debug", description = "Log more.")
  boolean debug;

  @Option(names = "--systemd-cgroup", description = "Let systemd make the cgroups.")
  boolean systemdCgroup;

  @Option(
      names = "--rootless",
      paramLabel = "true|false|auto",
      description = "Accepted for the sake of callers; it is found out.")
  String rootless = "auto";

  @Option(names = "--criu", hidden = true, description = "Accepted and not used.")
  @Nullable String criu;

  @Option(
      names = {"--help", "-h"},
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"--version", "-v"},
      description = "Show the version.")
  boolean version;

  @Parameters(arity = "0..*", description = "The command and its arguments.")
  List<String> words = new ArrayList<>();
}
