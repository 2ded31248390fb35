package dev.jug.engine.lab;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.linux.fs.SmallFile;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Hierarchy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The files of one controller in an experiment's group. The versions have other names for most.
 *
 * @param group the directory
 * @param legacy whether the controller is one of version 1
 */
record ControllerFiles(Path group, boolean legacy) {
  /**
   * Those of a controller.
   *
   * @param legacyName such as {@code blkio}
   * @param unifiedName such as {@code io}; empty for what version 2 does without a controller
   * @throws Failed if the machine has it in neither version
   */
  static ControllerFiles of(
      CgroupLayout layout, String group, String legacyName, String unifiedName) {
    var old =
        layout.legacy().stream()
            .filter(hierarchy -> hierarchy.controllers().contains(legacyName))
            .findFirst();
    var found = old.or(() -> unified(layout, unifiedName));
    return found
        .map(hierarchy -> new ControllerFiles(hierarchy.group(group), old.isPresent()))
        .orElseThrow(() ->
            new Failed(
                "this machine has no controller " + legacyName,
                "See `jug lab cgroup` for those it has, and `jug doctor` for what to do.",
                null));
  }

  private static Optional<Hierarchy> unified(CgroupLayout layout, String controller) {
    return layout
        .unified()
        .filter(hierarchy -> controller.isEmpty() || hierarchy.controllers().contains(controller));
  }

  /** By the name that the version here has for it. */
  Path file(String legacyName, String unifiedName) {
    return group.resolve(legacy ? legacyName : unifiedName);
  }

  /** A file with what is in it, for who would read it by hand. */
  String shown(String legacyName, String unifiedName) {
    var file = file(legacyName, unifiedName);
    return file + ": " + text(file).strip().replaceAll("\\s*\n\\s*", ", ");
  }

  /** A file with the lines in it that begin so; keys may differ by version. */
  String lines(String legacyName, String unifiedName, String... keys) {
    var file = file(legacyName, unifiedName);
    var lines =
        text(file).lines().filter(line -> List.of(keys).contains(line.split(" ", 2)[0])).toList();
    return file + ": " + (lines.isEmpty() ? "not said" : String.join(", ", lines));
  }

  private static String text(Path file) {
    return SmallFile.read(file).orElse("this kernel has none");
  }

  /** Writes a value. */
  void write(Path file, String value) throws IOException {
    Files.writeString(file, value, StandardOpenOption.WRITE);
  }
}
