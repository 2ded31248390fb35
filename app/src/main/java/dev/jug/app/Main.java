package dev.jug.app;

import dev.jug.engine.error.EngineException;
import dev.jug.linux.SysException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Entry point of the engine. */
public final class Main {
  /** What is said of settings that make sense, in dockerd's words. */
  static final String VALID = "configuration OK";

  private static final String DOCTOR = "--doctor";

  private Main() {}

  /**
   * Runs the engine until it is told to stop.
   *
   * @param args {@code --on-demand}, {@code --state DIR}, {@code --run DIR}, {@code --idle
   *     SECONDS}, {@code --once}, {@code --config-file FILE}, {@code --validate}, and settings as
   *     dockerd has them, such as {@code --host}; or {@code --doctor WORD...}, to look at the
   *     machine instead
   */
  public static void main(String[] args) {
    try {
      System.exit(run(List.of(args)));
    } catch (EngineException e) {
      fail(e.getMessage() + (e.advice().isEmpty() ? "" : ". " + e.advice()));
    } catch (InterruptedException e) {
      fail("it was interrupted");
    } catch (SysException | UncheckedIOException | IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private static int run(List<String> args) throws IOException, InterruptedException {
    int doctor = args.indexOf(DOCTOR);
    if (doctor < 0) {
      return run(Options.of(args, System.getenv()));
    }
    var options = Options.of(args.subList(0, doctor), System.getenv());
    return Checkup.run(options, args.subList(doctor + 1, args.size()));
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
