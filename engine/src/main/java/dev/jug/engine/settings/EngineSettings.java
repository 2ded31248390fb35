package dev.jug.engine.settings;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.image.reclaim.ReclaimPolicy;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an administrator says. Whatever is not known is refused, for it would do nothing.
 *
 * @param places where the engine keeps what
 * @param doors where Docker's clients are served
 * @param containers what containers are if nobody says otherwise
 * @param runtimes who makes containers
 * @param logs what is kept of their output
 * @param registries how registries are reached
 * @param network networks of containers
 * @param process the engine as a program
 * @param gc when images are removed that nobody asked to remove
 */
public record EngineSettings(
    PlaceSettings places,
    DoorSettings doors,
    ContainerSettings containers,
    RuntimeSettings runtimes,
    LogSettings logs,
    RegistrySettings registries,
    NetworkSettings network,
    ProcessSettings process,
    ReclaimPolicy gc) {
  /** Where nothing is said. */
  public static final EngineSettings DEFAULT = of(empty(""));

  /** Names of Docker's daemon.json that mean nothing here. */
  private static final Set<String> FOREIGN =
      Set.of(
          "allow-direct-routing",
          "allow-nondistributable-artifacts",
          "api-cors-header",
          "authorization-plugins",
          "bip6",
          "bridge",
          "builder",
          "containerd",
          "containerd-namespace",
          "containerd-plugin-namespace",
          "cpu-rt-period",
          "cpu-rt-runtime",
          "default-gateway",
          "default-gateway-v6",
          "default-network-opts",
          "exec-opts",
          "experimental",
          "features",
          "host-gateway-ip",
          "host-gateway-ips",
          "http-proxy",
          "https-proxy",
          "init-path",
          "ip-forward",
          "ip-forward-no-drop",
          "ip-masq",
          "ip6tables",
          "iptables",
          "max-concurrent-uploads",
          "max-download-attempts",
          "network-control-plane-mtu",
          "no-proxy",
          "node-generic-resources",
          "oom-score-adjust",
          "pidfile",
          "proxies",
          "raw-logs",
          "swarm-default-advertise-addr",
          "userland-proxy",
          "userland-proxy-path");

  /**
   * What a command line says.
   *
   * @param values by setting: text, Boolean, Integer, lists and maps of texts
   * @param options how each was written, such as {@code --host}, for messages
   */
  public record Words(Map<String, Object> values, Map<String, String> options) {
    /** Nothing. */
    public static final Words NONE = new Words(Map.of(), Map.of());
  }

  /**
   * What a file says; where there is none, the default.
   *
   * @throws Invalid if it makes no sense
   */
  public static EngineSettings read(Path file) {
    return read(file, false, Words.NONE);
  }

  /**
   * What a file and a command line say.
   *
   * @param required whether the file must be there
   * @throws Invalid if it makes no sense, or a setting is in both
   */
  public static EngineSettings read(Path file, boolean required, Words words) {
    try {
      return of(text(file, required).with(words.values(), words.options()));
    } catch (IOException e) {
      throw new Invalid("cannot read " + file + ": " + FileTrouble.why(e), "");
    }
  }

  private static SettingsText text(Path file, boolean required) throws IOException {
    try {
      return SettingsText.of(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      if (required) {
        throw new Invalid("there is no file " + file, "It was named with --config-file.");
      }
      return empty(file.toString());
    }
  }

  private static SettingsText empty(String file) {
    return SettingsText.of(file, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static EngineSettings of(SettingsText text) {
    var root = Section.root(text);
    var settings =
        new EngineSettings(
            PlaceSettings.read(root),
            DoorSettings.read(root),
            ContainerSettings.read(root),
            RuntimeSettings.read(root),
            LogSettings.read(root),
            RegistrySettings.read(root),
            NetworkSettings.read(root),
            ProcessSettings.read(root),
            ReclaimSettings.read(root));
    root.refuseOthers(FOREIGN);
    return settings;
  }

  /** A request for a container, with the defaults where it says nothing. */
  public ContainerRequest complete(ContainerRequest request) {
    var complete = network.complete(containers.complete(runtimes.complete(request)));
    return complete.log() == null
        ? complete.toBuilder(complete.image()).log(logs.config()).build()
        : complete;
  }

  /**
   * What a running engine does not take over from newer settings: the themes that differ, in the
   * words of the documentation.
   */
  public List<String> fixedSince(EngineSettings running) {
    var fixed = new ArrayList<String>();
    add(fixed, "places", places, running.places);
    add(fixed, "hosts, tls and group", doors, running.doors);
    add(fixed, "networks", network, running.network);
    if (process.json() != running.process.json()) {
      fixed.add("log-format");
    }
    return fixed;
  }

  private static void add(List<String> to, String theme, Object one, Object other) {
    if (!Objects.equals(one, other)) {
      to.add(theme);
    }
  }
}
