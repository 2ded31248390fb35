package dev.jug.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a process of a container is given, its first one and any other. */
final class ProcessFlags {
  @Option(
      names = {"-i", "--interactive"},
      description = "Keep standard input open.")
  boolean interactive;

  @Option(
      names = {"-t", "--tty"},
      description = "Give the process a terminal.")
  boolean terminal;

  @Option(
      names = {"-e", "--env"},
      description = "NAME=VALUE, or NAME to pass it on.")
  List<String> environment = new ArrayList<>();

  @Option(names = "--env-file", description = "Read environment variables from a file.")
  List<String> environmentFiles = new ArrayList<>();

  @Option(
      names = {"-w", "--workdir"},
      description = "Working directory in the container.")
  @Nullable String directory;

  @Option(
      names = {"-u", "--user"},
      description = "USER[:GROUP], by name or number.")
  @Nullable String user;

  @Option(names = "--privileged", description = "Give it every right there is.")
  boolean privileged;

  @Option(names = "--detach-keys", description = "Keys that detach, default ctrl-p,ctrl-q.")
  @Nullable String detachKeys;
}
