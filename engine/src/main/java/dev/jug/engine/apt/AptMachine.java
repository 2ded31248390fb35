package dev.jug.engine.apt;

import dev.jug.engine.error.EngineException.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this machine knows of packages.
 *
 * @param root its root directory
 */
record AptMachine(Path root) {
  private static final String TOOL = "mmdebstrap";
  private static final String BY_FILE = "mirror+file:";

  /**
   * Sees to it that images can be made here.
   *
   * @throws Unavailable if something is missing
   */
  void check() {
    if (!has("apt-get")) {
      throw new Unavailable(
          "there is no apt on this machine",
          "Images of packages are made where apt is: on Debian and what is made of it.");
    }
    if (!has(TOOL)) {
      throw new Unavailable(
          "there is no " + TOOL + " on this machine, which puts packages together",
          "Install it: apt-get install " + TOOL);
    }
  }

  private boolean has(String program) {
    return Stream.of("usr/bin", "usr/local/bin", "bin")
        .anyMatch(folder -> Files.isExecutable(root.resolve(folder).resolve(program)));
  }

  /**
   * The sources of a suite.
   *
   * @throws Unavailable if apt has no source of a distribution here
   * @throws IOException if its files cannot be read
   */
  AptSources sources(String suite) throws IOException {
    var sources = new ArrayList<AptSource>();
    for (var file : files()) {
      var text = Files.readString(file);
      var read =
          file.toString().endsWith(".list") ? OneLineStyle.read(text) : StanzaStyle.read(text);
      for (var source : read) {
        sources.add(source.with(reachable(source.uris()), source.suites()));
      }
    }
    return AptSources.of(sources, codename(), suite);
  }

  /** In apt's order. */
  private List<Path> files() throws IOException {
    var apt = root.resolve("etc/apt");
    var files = new ArrayList<Path>();
    if (Files.isRegularFile(apt.resolve("sources.list"))) {
      files.add(apt.resolve("sources.list"));
    }
    if (Files.isDirectory(apt.resolve("sources.list.d"))) {
      try (var parts = Files.list(apt.resolve("sources.list.d"))) {
        parts
            .filter(part -> part.toString().matches(".*/[A-Za-z0-9_.-]+\\.(?:list|sources)"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  /** Those that lead somewhere from elsewhere too; a list of mirrors stands for its first one. */
  private List<String> reachable(List<String> uris) throws IOException {
    var reachable = new ArrayList<String>();
    for (var uri : uris) {
      if (uri.startsWith(BY_FILE)) {
        mirrors(uri.substring(BY_FILE.length())).stream().findFirst().ifPresent(reachable::add);
      } else if (!uri.matches("(?:file|copy|cdrom):.*")) {
        reachable.add(uri);
      }
    }
    return reachable;
  }

  private List<String> mirrors(String path) throws IOException {
    var file = root.resolve(path.replaceFirst("^/+", ""));
    if (!Files.isReadable(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .map(line -> line.strip().replaceFirst("\\s.*", "").replaceFirst("/+$", ""))
        .filter(line -> line.matches("https?://.*"))
        .toList();
  }

  private String codename() throws IOException {
    var file = root.resolve("etc/os-release");
    return Files.isReadable(file)
        ? OsRelease.parse(Files.readString(file)).value("VERSION_CODENAME")
        : "";
  }
}
