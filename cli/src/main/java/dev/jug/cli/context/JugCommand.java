package dev.jug.cli.context;

import dev.jug.door.Front;
import dev.jug.engine.Engine;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command: fields are filled from the command line, then it runs; again and again. */
public abstract class JugCommand {
  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  private @Nullable Context context;

  /** Says who asks. */
  public void in(Context where) {
    context = where;
  }

  /** Forgets who asked. */
  public void done() {
    context = null;
  }

  /** What it works with. */
  protected Context context() {
    return Objects.requireNonNull(context);
  }

  /** Makes and finds containers. */
  protected Engine engine() {
    return context().engine();
  }

  /** Who asked. */
  protected Front front() {
    return context().front();
  }

  /**
   * Does what was asked; the result is the exit code.
   *
   * @throws IOException if a file of the engine, or of the user, cannot be read or written
   */
  public abstract int run() throws IOException;
}
