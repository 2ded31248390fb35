package dev.jug.app;

import dev.jug.cli.ReferenceFiles;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.Remedy;
import dev.jug.linux.SysException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Entry point of the engine. */
public final class Main {
  /** What is said of settings that make sense, in dockerd's words. */
  static final String VALID = "configuration OK";

  private static final String ALONE = "--alone";
  private static final String REFERENCE = "--reference";
  private static final int REFERENCE_WORDS = 3;

  private Main() {}

  /**
   * Runs the engine until it is told to stop.
   *
   * @param args {@code --on-demand}, {@code --state DIR}, {@code --run DIR}, {@code --idle
   *     SECONDS}, {@code --once}, {@code --config-file FILE}, {@code --validate}, and settings as
   *     dockerd has them, such as {@code --host}; or {@code --alone WORD...}, to answer a command
   *     that needs no engine
   */
  public static void main(String[] args) {
    try {
      System.exit(run(List.of(args)));
    } catch (EngineException e) {
      fail(e.getMessage() + (e.advice().isEmpty() ? "" : ". " + e.advice()));
    } catch (InterruptedException e) {
      fail("it was interrupted");
    } catch (SysException | UncheckedIOException | IOException e) {
      var remedy = Remedy.of(e);
      fail(e.getMessage() + (remedy.isEmpty() ? "" : ". " + remedy));
    }
  }

  private static int run(List<String> args) throws IOException, InterruptedException {
    if (args.size() == REFERENCE_WORDS && args.getFirst().equals(REFERENCE)) {
      ReferenceFiles.write(Path.of(args.get(1)), args.get(2), Version.text());
      return 0;
    }
    int alone = args.indexOf(ALONE);
    if (alone < 0) {
      return run(Options.of(args, System.getenv()));
    }
    var options = Options.of(args.subList(0, alone), System.getenv());
    var from = Path.of(System.getenv().getOrDefault("JUG_FROM", "/"));
    return Checkup.run(options, args.subList(alone + 1, args.size()), from);
  }

  private static int run(Options options) throws IOException, InterruptedException {
    if (options.validate()) {
      options.config().read();
      System.out.println(VALID);
      return 0;
    }
    return options.once() ? EngineProcess.once(options) : EngineProcess.run(options);
  }

  private static void fail(String message) {
    System.err.println("jug: the engine cannot start: " + message);
    System.exit(1);
  }
}
