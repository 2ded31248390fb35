package dev.jug.engine.settings;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.RuntimeName;
import dev.jug.runtime.RuntimeHandler;
import dev.jug.runtime.RuntimeHandler.Foreign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who makes containers.
 *
 * @param others runtimes besides the engine's own, by name ({@code runtimes})
 * @param usual whom containers have that name none ({@code default-runtime})
 */
public record RuntimeSettings(Map<String, Foreign> others, String usual) {
  /** What clients of Docker send who mean the usual one, unless there is one of that name. */
  private static final Set<String> USUAL_WORDS = Set.of("runc", "io.containerd.runc.v2");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  static RuntimeSettings read(Section section) {
    var others = new TreeMap<String, Foreign>();
    section.sections("runtimes").forEach((name, each) -> others.put(name, one(name, each)));
    var usual = section.text("default-runtime").orElse(RuntimeName.OWN);
    if (!usual.equals(RuntimeName.OWN) && !others.containsKey(usual)) {
      throw section.wrong("default-runtime", "there is no runtime " + usual + " in runtimes");
    }
    return new RuntimeSettings(Map.copyOf(others), usual);
  }

  private static Foreign one(String name, Section section) {
    if (name.equals(RuntimeName.OWN) || !NAME.matcher(name).matches()) {
      throw section.wrong("path", "a runtime cannot be called " + name);
    }
    if (section.has("runtimeType") || section.has("options")) {
      throw section.wrong(
          "runtimeType", "shims of containerd are not called here; path names the program itself");
    }
    var path = section.text("path").orElse(name);
    if (path.contains("/") && !path.startsWith("/")) {
      throw section.wrong("path", "expected an absolute path, or the name of a program");
    }
    var arguments = section.texts("runtimeArgs");
    if (arguments.stream().anyMatch(RuntimeSettings::isForEngine)) {
      throw section.wrong(
          "runtimeArgs", "--root, --log and --systemd-cgroup are the engine's to choose");
    }
    section.refuseOthers(Set.of());
    return new Foreign(name, path, arguments);
  }

  private static boolean isForEngine(String argument) {
    var name = argument.replaceFirst("^-+", "--").replaceFirst("=.*", "");
    return Set.of("--root", "--log", "--log-format", "--systemd-cgroup").contains(name)
        || argument.indexOf('\n') >= 0;
  }

  /**
   * A request with the name of who makes its container.
   *
   * @throws Invalid in Docker's words if it names one that there is not
   */
  ContainerRequest complete(ContainerRequest request) {
    var name = choose(request.runtime());
    return request.toBuilder(request.image()).runtime(name).build();
  }

  /**
   * Whom a container gets that asks for this one.
   *
   * @param asked null or empty for the usual one
   * @throws Invalid in Docker's words if there is none of this name, or its program is not there
   */
  public String choose(@Nullable String asked) {
    var name = name(asked);
    handler(name);
    return name;
  }

  private String name(@Nullable String asked) {
    if (asked == null || asked.isEmpty()) {
      return usual;
    }
    return USUAL_WORDS.contains(asked) && !others.containsKey(asked) ? RuntimeName.OWN : asked;
  }

  /** All names, the engine's own among them. */
  public List<String> names() {
    var names = new TreeSet<>(others.keySet());
    names.add(RuntimeName.OWN);
    return List.copyOf(names);
  }

  /**
   * Who makes a container that names this one.
   *
   * @param name null for the engine's own
   * @throws Invalid if there is none of this name, or its program is not there
   */
  public RuntimeHandler handler(@Nullable String name) {
    if (!RuntimeName.isOther(name)) {
      return RuntimeHandler.OWN;
    }
    var found = others.get(name);
    if (found == null) {
      throw unknown(
          name,
          "There are " + String.join(", ", names()) + "; runtimes in engine.json names more.");
    }
    if (!isThere(found.program())) {
      throw unknown(name, "Its program is not there: " + found.program());
    }
    return found;
  }

  private static Invalid unknown(@Nullable String name, String advice) {
    return new Invalid("unknown or invalid runtime name: " + name, advice);
  }

  private static boolean isThere(String program) {
    return program.startsWith("/")
        ? Files.isExecutable(Path.of(program))
        : PATH.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
