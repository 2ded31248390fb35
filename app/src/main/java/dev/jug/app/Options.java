package dev.jug.app;

import dev.jug.engine.EngineConfig;
import dev.jug.engine.EngineSettings;
import dev.jug.image.sign.PolicyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the engine is to run.
 *
 * @param state what outlives a restart of the machine
 * @param run what does not
 * @param onDemand whether a command started it, so that it ends by itself when it is idle
 * @param idleSeconds how long it waits for that; 0 waits for ever
 * @param once whether to answer the one command that comes on descriptor 3, and end
 * @param home the distribution
 * @param storageDriver how layers of images are kept; null for the fastest that works
 * @param policy file that says which images must be signed
 * @param config file with what an administrator says besides
 */
record Options(
    Path state,
    Path run,
    boolean onDemand,
    long idleSeconds,
    boolean once,
    Path home,
    @Nullable String storageDriver,
    Path policy,
    Path config) {
  private static final long DEFAULT_IDLE_SECONDS = 300;

  /** Reads arguments and environment; arguments win. */
  static Options of(List<String> arguments, Map<String, String> environment) {
    return new Options(
        Path.of(value(arguments, "--state", environment.getOrDefault("JUG_STATE", "/var/lib/jug"))),
        Path.of(value(arguments, "--run", environment.getOrDefault("JUG_RUN", "/run/jug"))),
        arguments.contains("--on-demand"),
        seconds(value(arguments, "--idle", environment.getOrDefault("JUG_IDLE", ""))),
        arguments.contains("--once"),
        Path.of(environment.getOrDefault("JUG_HOME", ".")).toAbsolutePath(),
        environment.get("JUG_STORAGE_DRIVER"),
        Path.of(environment.getOrDefault("JUG_POLICY", "/etc/jug/policy.json")),
        Path.of(environment.getOrDefault("JUG_CONFIG", "/etc/jug/engine.json")));
  }

  private static String value(List<String> arguments, String name, String otherwise) {
    int index = arguments.indexOf(name);
    return index >= 0 && index + 1 < arguments.size() ? arguments.get(index + 1) : otherwise;
  }

  private static long seconds(String text) {
    return text.matches("\\d+") ? Long.parseLong(text) : DEFAULT_IDLE_SECONDS;
  }

  EngineConfig engine() {
    return new EngineConfig(
        state, run, storageDriver, new PolicyFile(policy), EngineSettings.read(config));
  }

  Path launcher() {
    return home.resolve("libexec/jug-launcher");
  }
}
