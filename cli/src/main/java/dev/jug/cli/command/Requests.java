package dev.jug.cli.command;

import dev.jug.cli.resource.ResourceFlags;
import dev.jug.door.Front;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.isolation.Isolation;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.RestartPolicy.Rule;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.engine.request.UserMode;
import dev.jug.engine.request.VolumesFrom;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns options into what the engine is asked for. */
final class Requests {
  /** Options whose values are files, but for these words. */
  private static final Map<String, Set<String>> NO_FILES =
      Map.of(
          "seccomp", Set.of("", "unconfined", "builtin"), "landlock", Set.of("", "default", "off"));

  private final ContainerOptions options;
  private final Front front;
  private final UnaryOperator<String> groups;
  private final List<String> words;

  /**
   * @param groups the cgroup of a resource container, by its name
   */
  Requests(ContainerOptions options, Front front, UnaryOperator<String> groups) {
    this.options = options;
    this.groups = groups;
    this.front = front;
    this.words = new ArrayList<>(options.words);
  }

  /**
   * The request.
   *
   * @param detached whether nobody attaches
   */
  ContainerRequest request(boolean detached) {
    return Isolation.parse(options.special.isolation).of(asked(detached));
  }

  private ContainerRequest asked(boolean detached) {
    var image = image();
    if (!words.isEmpty() && "--".equals(words.getFirst())) {
      words.removeFirst();
    }
    return ContainerRequest.builder(image, words)
        .process(process(detached))
        .name(options.name)
        .hostname(options.hostname)
        .autoRemove(options.remove)
        .init(options.init)
        .log(log())
        .resources(options.resources.options())
        .fixedLimits(options.special.limits())
        .deviceRules(options.special.deviceRules)
        .annotations(options.special.annotations())
        .cgroupParent(options.special.parent(groups))
        .runtime(options.special.runtime)
        .security(security())
        .storage(storage())
        .namespaces(namespaces())
        .network(options.network.options())
        .limits(options.limits.stream().map(ResourceLimit::parse).toList())
        .devices(options.devices.stream().map(DeviceMapping::parse).toList())
        .sysctls(pairs(options.sysctls))
        .labels(labels())
        .domainname(options.domainname)
        .groups(options.groups)
        .stopSignal(options.stopSignal)
        .stopTimeout(options.stopTimeout)
        .oomScoreAdj(options.oomScoreAdj)
        .detachKeys(options.process.detachKeys)
        .restart(restart())
        .health(options.health.check())
        .build();
  }

  private RestartPolicy restart() {
    var policy = RestartPolicy.parse(options.restart);
    if (options.remove && policy.rule() != Rule.NO) {
      throw new Invalid("conflicting options: cannot specify both --restart and --rm", "");
    }
    return policy;
  }

  private ContainerImage image() {
    if (options.bundle != null) {
      return new ContainerImage.Bundle(absolute(options.bundle));
    }
    if (options.rootfs != null) {
      return new ContainerImage.Rootfs(absolute(options.rootfs));
    }
    if (words.isEmpty()) {
      throw new Invalid(
          "an image is missing", "'host' is this machine's own system: jug run host -- COMMAND");
    }
    var name = words.removeFirst();
    return "host".equals(name)
        ? new ContainerImage.Host(options.exposeHostSecrets)
        : new ContainerImage.Stored(name, null);
  }

  private Path absolute(String path) {
    return Path.of(front.request().directory()).resolve(path).normalize();
  }

  private ProcessOptions process(boolean detached) {
    var environment =
        new Environment(front).of(options.process.environmentFiles, options.process.environment);
    return new ProcessOptions(
        entrypoint(options.entrypoint),
        words,
        environment,
        options.process.directory,
        options.process.user,
        options.process.terminal,
        options.process.interactive,
        options.process.interactive && !detached,
        front.request().rows(),
        front.request().columns());
  }

  /** Null leaves the image's; an empty word takes it away. */
  private static @Nullable List<String> entrypoint(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return word.isEmpty() ? List.of() : List.of(word);
  }

  /** Null for the engine's default. */
  private @Nullable LogConfig log() {
    return LogConfig.ofAsked(options.logDriver, pairs(options.logOptions));
  }

  private SecurityOptions security() {
    return new SecurityOptions(
        options.capAdd,
        options.capDrop,
        options.process.privileged,
        options.readOnly,
        options.securityOptions.stream().map(this::fromHereToo).toList());
  }

  /** A profile or policy is a file of whoever asks. */
  private String fromHereToo(String option) {
    var parsed = SecurityOptions.Option.parse(option);
    var words = NO_FILES.get(parsed.key());
    boolean file =
        words != null && !words.contains(parsed.value()) && !parsed.value().startsWith("{");
    return file ? parsed.key() + "=" + absolute(parsed.value()) : option;
  }

  private StorageOptions storage() {
    var storage = new StorageBuilder().shmSize(ResourceFlags.size(options.shmSize));
    options.volumes.forEach(text -> storage.line(fromHere(text)));
    options.tmpfs.forEach(text -> storage.add(TmpfsMount.parse(text)));
    options.mounts.forEach(text -> MountOption.add(text, absolute("."), storage));
    options.volumesFrom.forEach(text -> storage.from(VolumesFrom.parse(text)));
    return storage.limit(pairs(options.storageOptions)).build();
  }

  /** A source that begins with a dot is a path from where the user is. */
  private String fromHere(String text) {
    int colon = text.indexOf(':');
    return text.startsWith(".") && colon > 0
        ? absolute(text.substring(0, colon)) + text.substring(colon)
        : text;
  }

  private NamespaceOptions namespaces() {
    return new NamespaceOptions(
        NamespaceMode.parse(options.pid),
        NamespaceMode.parse(options.ipc),
        NamespaceMode.parse(options.uts),
        options.network.mode(),
        user(),
        NamespaceMode.parse(options.cgroupns));
  }

  /** Who asks is kept, by way of sudo too; root cannot be. */
  private UserMode user() {
    var mode = UserMode.parse(options.userns);
    var variables = front.request().environment();
    if (mode instanceof UserMode.KeepId(var uid, var gid, long size)
        && uid == null
        && variables.containsKey("SUDO_UID")) {
      var group = gid == null ? variables.get("SUDO_GID") : gid;
      return UserMode.parse(
          "keep-id:uid="
              + variables.get("SUDO_UID")
              + (group == null ? "" : ",gid=" + group)
              + (size == 0 ? "" : ",size=" + size));
    }
    return mode;
  }

  /** Those of the command line win over those of files. */
  private Map<String, String> labels() {
    var all = new ArrayList<String>();
    options.labelFiles.forEach(file -> all.addAll(lines(absolute(file))));
    all.addAll(options.labels);
    return pairs(all);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new Invalid("label file " + file + " cannot be read: " + FileTrouble.why(e), "");
    }
  }

  /** NAME=VALUE; a name alone has an empty value. */
  static Map<String, String> pairs(List<String> texts) {
    var pairs = new LinkedHashMap<String, String>();
    for (var text : texts) {
      int equals = text.indexOf('=');
      pairs.put(
          equals < 0 ? text : text.substring(0, equals),
          equals < 0 ? "" : text.substring(equals + 1));
    }
    return pairs;
  }
}
