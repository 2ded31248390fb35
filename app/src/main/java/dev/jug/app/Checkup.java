package dev.jug.app;

import dev.jug.cli.WithoutEngine;
import dev.jug.engine.EngineConfig;
import dev.jug.engine.doctor.Doctor;
import dev.jug.engine.doctor.Machine;
import dev.jug.engine.doctor.Place;
import dev.jug.engine.doctor.ThisKernel;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.network.firewall.BackEnd;
import java.nio.file.Path;
import java.util.List;

/** Has a doctor look at this machine, for the places that an engine has or would have. */
final class Checkup {
  private static final Path ROOT = Path.of("/");

  private Checkup() {}

  /** One who looks for an engine with these options, whether it can start or not. */
  static Doctor of(Options options) {
    return new Doctor(new Machine(ROOT, place(options), new ThisKernel()));
  }

  /**
   * Answers a command line where no engine runs; the result is the exit code.
   *
   * @param directory what names of files are relative to
   */
  static int run(Options options, List<String> words, Path directory) {
    var answer = WithoutEngine.to(words, of(options), directory);
    System.out.print(answer.out());
    System.err.print(answer.err());
    return answer.code();
  }

  private static Place place(Options options) {
    try {
      var settings = options.config().read();
      return place(options, settings, "");
    } catch (EngineException e) {
      return place(options, EngineSettings.DEFAULT, e.getMessage());
    }
  }

  private static Place place(Options options, EngineSettings settings, String mistake) {
    return new Place(
        options.state().or(settings.places()::dataRoot).orElse(EngineConfig.SYSTEM.state()),
        options.run(),
        options.config().file(),
        mistake,
        options.home().resolve("lib/jug.aot"),
        settings.network().backEnd().map(BackEnd::word).orElse(""));
  }
}
