package dev.jug.testkit;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of thing that a test can leave behind, and how to list what there is of it. */
enum Trace {
  MOUNTS("mount"),
  LOOPS("loop device"),
  CGROUPS("cgroup"),
  LINKS("network link"),
  PROCESSES("process"),
  NAMESPACES("namespace"),
  FILES("file"),
  TEMPORARY("temporary file"),
  DESCRIPTORS("open descriptor");

  private final String title;

  Trace(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** One line for each thing, the same line as long as it is the same thing. */
  Stream<String> list() {
    return switch (this) {
      case MOUNTS -> mounts();
      case LOOPS -> loops();
      case CGROUPS -> cgroups();
      case LINKS -> names(Path.of("/sys/class/net"));
      case PROCESSES -> JugProcess.ours();
      case NAMESPACES -> JugProcess.namespaces();
      case FILES -> files();
      case TEMPORARY -> temporary();
      case DESCRIPTORS -> Descriptors.open();
    };
  }

  /** Mount id, parent and peer groups are numbers without meaning: only what is where counts. */
  private static Stream<String> mounts() {
    return Proc.lines(Path.of("/proc/self/mountinfo"))
        .map(line -> line.split(" ", -1))
        .collect(
            Collectors.groupingBy(
                field -> field[4] + " (" + typeAndSource(field) + ")", Collectors.counting()))
        .entrySet()
        .stream()
        .map(mount ->
            mount.getValue() == 1 ? mount.getKey() : mount.getKey() + " ×" + mount.getValue());
  }

  private static String typeAndSource(String[] field) {
    int separator = 6;
    while (!field[separator].equals("-")) {
      separator++;
    }
    return field[separator + 1] + " " + field[separator + 2];
  }

  /** Others have loop devices too: ours are made of files whose paths say so. */
  private static Stream<String> loops() {
    return Proc.entries(Path.of("/sys/block"))
        .map(device -> device.resolve("loop/backing_file"))
        .filter(Files::exists)
        .flatMap(Proc::lines)
        .filter(file -> file.contains("jug"));
  }

  private static Stream<String> cgroups() {
    return folders(Path.of("/sys/fs/cgroup"), 12)
        .map(Path::toString)
        .filter(p -> p.contains("jug"));
  }

  private static Stream<Path> folders(Path folder, int depth) {
    return Proc.entries(folder)
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .flatMap(path ->
            depth == 0
                ? Stream.of(path)
                : Stream.concat(Stream.of(path), folders(path, depth - 1)));
  }

  /** Two levels: a container's folder is a leak, not each of its files. */
  private static Stream<String> files() {
    return Stream.of("/run", "/var/lib")
        .flatMap(folder -> Proc.entries(Path.of(folder)))
        .filter(path -> path.getFileName().toString().startsWith("jug"))
        .flatMap(path -> Stream.concat(Stream.of(path), Proc.entries(path)))
        .flatMap(path -> Stream.concat(Stream.of(path), Proc.entries(path)))
        .map(Path::toString)
        .distinct();
  }

  /**
   * Not JUnit's own folders: it removes a class's after the class's check, or says that it can't.
   */
  private static Stream<String> temporary() {
    var folder = Path.of(Optional.ofNullable(System.getProperty("java.io.tmpdir")).orElse("/tmp"));
    return names(folder).filter(name -> name.matches("(jug|dev\\.jug).*"));
  }

  private static Stream<String> names(Path folder) {
    return Proc.entries(folder).map(path -> path.getFileName().toString());
  }
}
