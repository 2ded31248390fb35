package dev.jug.app.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jug.app.command.Jug;
import dev.jug.engine.EngineConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the machine has of one engine's containers. Others' may be there too: all that is an
 * engine's carries its own names.
 *
 * @param place where its directories are
 * @param tag what it calls its things in the kernel
 */
record Belongings(Path place, String tag) {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final Pattern OWNER = Pattern.compile("/(?:containers|fleeting)/([0-9a-f]{12,})");

  static Belongings of(Jug jug) {
    var place = jug.place();
    var config = new EngineConfig(place.resolve("state"), place.resolve("run"));
    return new Belongings(place, config.tag());
  }

  Folders folders() {
    return new Folders(place);
  }

  Cables cables() {
    return new Cables(tag);
  }

  /** Names of the cgroups of containers, in all hierarchies. */
  Set<String> groups() {
    return Stream.concat(Stream.of(GROUPS), children(GROUPS))
        .flatMap(hierarchy -> children(hierarchy.resolve(tag)))
        .map(group -> group.getFileName().toString())
        .collect(Collectors.toSet());
  }

  private static Stream<Path> children(Path group) {
    return Folders.names(group).stream().map(group::resolve).filter(Files::isDirectory);
  }

  /** Where something is mounted that belongs to a container, and whose: a long or short id. */
  record Mounted(String target, String id) {}

  List<Mounted> mounts() {
    try (var lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return lines
          .map(line -> line.split(" ", -1)[4])
          .filter(target -> target.startsWith(place + "/"))
          .flatMap(target ->
              OWNER.matcher(target).results().map(found -> new Mounted(target, found.group(1))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Names of the run directories that monitors, launchers or an engine hold; those of further
   * processes are below them.
   */
  Set<String> monitored() {
    var runs = folders().runDirectory();
    return ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc", Long.toString(process.pid())))
        .filter(this::isOurs)
        .flatMap(process -> links(process.resolve("fd")))
        .filter(link -> link.startsWith(runs) && link.getNameCount() > runs.getNameCount())
        .map(link -> link.getName(runs.getNameCount()).toString())
        .collect(Collectors.toSet());
  }

  /** To look at the descriptors of everybody on the machine takes its time. */
  private boolean isOurs(Path process) {
    try {
      var words = Files.readString(process.resolve("cmdline"), ISO_8859_1);
      return words.startsWith("jug-") || words.contains("\0--run\0" + place.resolve("run") + "\0");
    } catch (IOException _) {
      return false;
    }
  }

  private static Stream<Path> links(Path descriptors) {
    var links = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(descriptors)) {
      for (var each : all) {
        links.add(Files.readSymbolicLink(each));
      }
    } catch (IOException | DirectoryIteratorException _) {
      // It has just ended.
    }
    return links.stream();
  }
}
