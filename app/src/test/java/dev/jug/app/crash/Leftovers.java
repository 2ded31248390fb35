package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the machine has of an engine's containers, beside what it may have. */
final class Leftovers {
  private static final int SHORT_ID = 12;

  private final Path place;
  private final Set<String> everSeen = new HashSet<>();

  Leftovers(Jug jug) {
    this.place = jug.place();
  }

  /** Containers that an engine knows. */
  record Known(Set<String> all, Set<String> running) {
    static Known of(Api api) throws Api.Lost {
      var all = new HashSet<String>();
      var running = new HashSet<String>();
      for (var each : api.get("/containers/json?all=1").expect(200).json()) {
        var id = each.get("Id").asString();
        all.add(id);
        if (Set.of("running", "paused").contains(each.get("State").asString())) {
          running.add(id);
        }
      }
      return new Known(all, running);
    }
  }

  /** Compares all there is with what an engine knows. */
  void assertNone(Api api) throws Api.Lost {
    var known = Known.of(api);
    everSeen.addAll(known.all());
    var running = shortened(known.running());
    assertThat(names(place.resolve("run/live/containers")))
        .as("run directories")
        .containsExactlyInAnyOrderElementsOf(running);
    assertThat(records()).as("records").isEqualTo(known.all());
    assertThat(monitored()).as("monitors").isEqualTo(running);
    assertThat(groups()).as("cgroups of what is gone").allMatch(known.running()::contains);
    assertThat(mounts(known)).as("mounts of what is gone").isEmpty();
    assertThat(names(place.resolve("run/live/mounts"))).as("mounts of launches").isEmpty();
  }

  private static Set<String> shortened(Set<String> ids) {
    return ids.stream().map(id -> id.substring(0, SHORT_ID)).collect(Collectors.toSet());
  }

  private static List<String> names(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> records() {
    return Stream.of("state/containers", "run/live/fleeting")
        .map(place::resolve)
        .flatMap(directory ->
            names(directory).stream()
                .filter(id -> Files.exists(directory.resolve(id).resolve("container.json"))))
        .collect(Collectors.toSet());
  }

  /** The run directories that monitors hold; those of further processes are below them. */
  private Set<String> monitored() {
    var all = new HashSet<String>();
    var runs = place.resolve("run/live/containers");
    ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc", Long.toString(process.pid()), "fd"))
        .flatMap(Leftovers::links)
        .filter(link -> link.startsWith(runs) && link.getNameCount() > runs.getNameCount())
        .forEach(link -> all.add(link.getName(runs.getNameCount()).toString()));
    return all;
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

  /** Of containers that this engine, or one before it, has had. */
  private Set<String> groups() {
    var found = new HashSet<String>();
    for (var parent : names(Path.of("/sys/fs/cgroup/pids"))) {
      if (parent.startsWith("jug-")) {
        names(Path.of("/sys/fs/cgroup/pids", parent)).stream()
            .filter(everSeen::contains)
            .forEach(found::add);
      }
    }
    return found;
  }

  private List<String> mounts(Known known) {
    try (var lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return lines
          .map(line -> line.split(" ", -1)[4])
          .filter(target -> target.startsWith(place.toString()))
          .filter(target ->
              everSeen.stream().anyMatch(id -> target.contains(id) && !known.all().contains(id)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
