package dev.jug.engine.doctor;

import dev.jug.linux.fs.SmallFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A machine: its files, and what only its kernel can say.
 *
 * @param root where its files are: / but for tests
 * @param place where the engine would live
 * @param kernel answers what no file says
 */
public record Machine(Path root, Place place, KernelAnswers kernel) {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);
  private static final int MAJOR = 1000;

  /** The text of a file below the root; empty if it is not there or cannot be read. */
  Optional<String> text(String path) {
    return SmallFile.read(root.resolve(path)).map(String::strip);
  }

  boolean has(String path) {
    return Files.exists(root.resolve(path));
  }

  /** A setting of the kernel, with dots as sysctl(8) has it; empty if it is no number here. */
  OptionalLong setting(String name) {
    return text("proc/sys/" + name.replace('.', '/'))
        .filter(text -> text.matches("-?\\d{1,18}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  /** As uname(2) has it. */
  String release() {
    return text("proc/sys/kernel/osrelease").orElse("");
  }

  /** Whether the kernel is at least of this version; true if its version cannot be told. */
  boolean isAtLeast(int major, int minor) {
    var version = VERSION.matcher(release());
    return !version.matches()
        || Integer.parseInt(version.group(1)) * MAJOR + Integer.parseInt(version.group(2))
            >= major * MAJOR + minor;
  }

  /** Whether the kernel can load a module of this name, or has it built in. */
  boolean canLoad(String module) {
    var folder = "lib/modules/" + release() + "/";
    var names = List.of("modules.builtin", "modules.dep");
    return names.stream()
        .flatMap(name -> text(folder + name).stream().flatMap(String::lines))
        .anyMatch(line -> line.split("[.:]", 2)[0].endsWith("/" + module));
  }

  /** A line of /proc/self/status; empty if there is none. */
  String status(String field) {
    return text("proc/self/status").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** A program in one of the usual folders for administrators. */
  Optional<Path> program(String name) {
    return List.of("usr/sbin", "sbin", "usr/bin", "bin", "usr/local/sbin", "usr/local/bin").stream()
        .map(folder -> root.resolve(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
