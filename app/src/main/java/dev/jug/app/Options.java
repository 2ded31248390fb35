package dev.jug.app;

import dev.jug.engine.EngineConfig;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.image.sign.PolicyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the engine is to run.
 *
 * @param state what outlives a restart of the machine; empty for what the settings say
 * @param run what does not
 * @param onDemand whether a command started it, so that it ends by itself when it is idle
 * @param idleSeconds how long it waits for that; 0 waits for ever
 * @param once whether to answer the one command that comes on descriptor 3, and end
 * @param validate whether to say only what is wrong with the settings
 * @param home the distribution
 * @param storageDriver how layers of images are kept; null for what the settings say
 * @param policy file that says which images must be signed
 * @param config where an administrator says the rest
 */
record Options(
    Optional<Path> state,
    Path run,
    boolean onDemand,
    long idleSeconds,
    boolean once,
    boolean validate,
    Path home,
    @Nullable String storageDriver,
    Path policy,
    Config config) {
  private static final long DEFAULT_IDLE_SECONDS = 300;

  /**
   * The settings' file and what the command line says beside it.
   *
   * @param required whether the file must be there
   */
  record Config(Path file, boolean required, EngineSettings.Words words) {
    EngineSettings read() {
      return EngineSettings.read(file, required, words);
    }
  }

  /**
   * Reads arguments and environment; arguments win.
   *
   * @throws Invalid if an argument is not known
   */
  static Options of(List<String> arguments, Map<String, String> environment) {
    var rest = new ArrayList<>(arguments);
    var state = taken(rest, "--state", environment.get("JUG_STATE"));
    var run = taken(rest, "--run", environment.getOrDefault("JUG_RUN", "/run/jug"));
    var idle = taken(rest, "--idle", environment.getOrDefault("JUG_IDLE", ""));
    return new Options(
        Optional.ofNullable(state).map(Path::of),
        Path.of(String.valueOf(run)),
        rest.remove("--on-demand"),
        seconds(String.valueOf(idle)),
        rest.remove("--once"),
        rest.remove("--validate"),
        Path.of(environment.getOrDefault("JUG_HOME", ".")).toAbsolutePath(),
        environment.get("JUG_STORAGE_DRIVER"),
        Path.of(environment.getOrDefault("JUG_POLICY", "/etc/jug/policy.json")),
        config(rest, environment));
  }

  private static Config config(List<String> rest, Map<String, String> environment) {
    rest.remove("--train");
    var here = Path.of(environment.getOrDefault("JUG_FROM", "/"));
    var named = taken(rest, "--config-file", null);
    var usual = environment.getOrDefault("JUG_CONFIG", "/etc/jug/engine.json");
    var file = here.resolve(named == null ? usual : named);
    return new Config(file, named != null, EngineWords.read(rest));
  }

  /** The value of an option, which is an argument no more. */
  private static @Nullable String taken(
      List<String> rest, String name, @Nullable String otherwise) {
    var value = otherwise;
    for (int i = 0; i < rest.size(); ) {
      if (rest.get(i).startsWith(name + "=")) {
        value = rest.remove(i).substring(name.length() + 1);
      } else if (!rest.get(i).equals(name)) {
        i++;
      } else if (i + 1 < rest.size()) {
        rest.remove(i);
        value = rest.remove(i);
      } else {
        throw new Invalid("option " + name + " needs a value", "");
      }
    }
    return value;
  }

  private static long seconds(String text) {
    return text.matches("\\d+") ? Long.parseLong(text) : DEFAULT_IDLE_SECONDS;
  }

  EngineConfig engine(EngineSettings settings) {
    var place = state.or(settings.places()::dataRoot).orElse(EngineConfig.SYSTEM.state());
    var driver = storageDriver == null ? settings.places().storageDriver() : storage();
    return new EngineConfig(place, run, driver.orElse(null), new PolicyFile(policy), settings);
  }

  private Optional<String> storage() {
    return Optional.ofNullable(storageDriver);
  }

  Path launcher() {
    return home.resolve("libexec/jug-launcher");
  }
}
