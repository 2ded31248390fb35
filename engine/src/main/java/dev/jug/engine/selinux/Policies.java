package dev.jug.engine.selinux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files in which policies say what containers are known by ({@code lxc_contexts(5)}). */
final class Policies {
  private static final Path COMMON = Path.of("usr/share/containers/selinux/contexts");
  private static final Path CONFIG = Path.of("etc/selinux/config");

  private Policies() {}

  /** What they say; empty if there is no such file, or it does not say both. */
  static Optional<Pair> of(Path root) {
    var settings = settings(root.resolve(CONFIG));
    var policy = settings.getOrDefault("SELINUXTYPE", "targeted");
    return Stream.of(
            root.resolve(COMMON),
            root.resolve("etc/selinux").resolve(policy).resolve("contexts/lxc_contexts"))
        .filter(Files::isReadable)
        .findFirst()
        .flatMap(Policies::read);
  }

  private static Optional<Pair> read(Path file) {
    var settings = settings(file);
    var process = settings.get("process");
    var files = settings.get("file");
    try {
      return process == null || files == null
          ? Optional.empty()
          : Optional.of(Pair.of(process, files));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Lines {@code KEY = "VALUE"}; the rest is comments. */
  private static Map<String, String> settings(Path file) {
    var settings = new HashMap<String, String>();
    for (var line : SelinuxHost.text(file).split("\n", -1)) {
      var parts = line.strip().split("=", 2);
      if (parts.length == 2 && !line.strip().startsWith("#")) {
        settings.put(parts[0].strip(), parts[1].strip().replace("\"", ""));
      }
    }
    return settings;
  }
}
