package dev.jug.runtime.launch;

import java.time.Duration;

/**
 * How long commands of other runtimes may take. The specification sets no limits, and callers of
 * runc none; but a program that hangs must not take the engine with it.
 *
 * @param making of {@code create}, {@code start} and {@code exec}: hooks run in them, and sandboxes
 *     begin a kernel
 * @param signalling of {@code kill}; what it does takes no time
 * @param deleting of {@code delete --force}, which waits for the container's end
 */
record CommandLimits(Duration making, Duration signalling, Duration deleting) {
  /** Those of an engine. */
  static final CommandLimits USUAL =
      new CommandLimits(Duration.ofMinutes(2), Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** Of one command. */
  Duration of(String command) {
    return switch (command) {
      case "kill" -> signalling;
      case "delete" -> deleting;
      default -> making;
    };
  }
}
