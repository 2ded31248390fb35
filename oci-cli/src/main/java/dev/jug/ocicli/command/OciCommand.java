package dev.jug.ocicli.command;

import dev.jug.door.Front;
import dev.jug.runtime.lifecycle.Lifecycle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command: fields are filled from the command line, then it runs; again and again. */
abstract class OciCommand {
  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  private @Nullable Context context;

  void in(Context where) {
    context = where;
  }

  /** Forgets who asked. */
  void done() {
    context = null;
  }

  Context context() {
    return Objects.requireNonNull(context);
  }

  Lifecycle lifecycle() {
    return context().lifecycle();
  }

  Front front() {
    return context().front();
  }

  /** Does what was asked; the result is the exit code. */
  abstract int run();
}
