package dev.jug.play.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.manifest.ManifestException;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files that were played: {@code NAME.yaml} as it came, behind a comment for each revision and
 * an empty line. Each is replaced by a rename. They may hold secrets, so only root reads them.
 *
 * @param directory where; made with the first
 */
record ApplicationStore(Path directory) {
  private static final System.Logger LOG = System.getLogger(ApplicationStore.class.getName());
  private static final String SUFFIX = ".yaml";
  private static final String REVISION = "# jug revision ";

  /** Keeps one. */
  void save(Application application, String text) {
    var head =
        application.revisions().entrySet().stream()
            .map(entry -> REVISION + entry.getKey() + " " + entry.getValue() + "\n")
            .sorted()
            .collect(Collectors.joining());
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      var whole = (head + "\n" + text).getBytes(UTF_8);
      AtomicFile.write(file(application.name()), whole, Survives.MACHINE);
    } catch (IOException e) {
      throw failed("keep " + application.name(), e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }

  /** One as it came. */
  String text(String name) {
    try {
      var text = Files.readString(file(name));
      return text.substring(text.startsWith("\n") ? 1 : text.indexOf("\n\n") + 2);
    } catch (IOException e) {
      throw failed("read " + name, e);
    }
  }

  /** Forgets one. */
  void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw failed("forget " + name, e);
    }
  }

  /** All that are kept, when an engine opens; what cannot be read is told in its log. */
  List<Application> all() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    var found = new ArrayList<Application>();
    try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      AtomicFile.removeUnfinished(directory);
      for (var file : files) {
        add(file, found);
      }
    } catch (IOException e) {
      throw failed("read what was played", e);
    }
    return found;
  }

  private static void add(Path file, List<Application> found) throws IOException {
    try {
      found.add(read(file));
    } catch (Invalid e) {
      LOG.log(System.Logger.Level.WARNING, "what was played cannot be read: {0}", e.getMessage());
    }
  }

  private static Application read(Path file) throws IOException {
    var text = Files.readString(file);
    var name = String.valueOf(file.getFileName());
    try {
      return new Application(
          name.substring(0, name.length() - SUFFIX.length()), Manifest.read(text), revisions(text));
    } catch (ManifestException e) {
      throw new Invalid(file + ": " + e.getMessage(), "");
    }
  }

  private static Map<String, Integer> revisions(String text) {
    var revisions = new HashMap<String, Integer>();
    text.lines()
        .takeWhile(line -> line.startsWith(REVISION))
        .map(line -> line.substring(REVISION.length()).split(" "))
        .forEach(words -> revisions.put(words[0], Integer.valueOf(words[1])));
    return revisions;
  }

  private static EngineException failed(String what, IOException why) {
    return new Failed("cannot " + what + ": " + why.getMessage(), "", why);
  }
}
