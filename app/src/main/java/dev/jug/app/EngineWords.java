package dev.jug.app;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.settings.EngineSettings.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words behind {@code jug engine start}, which are dockerd's: each option is a setting of the
 * file by another name.
 */
final class EngineWords {
  private enum Kind {
    TEXT,
    FLAG,
    NUMBER,
    LIST,
    MAP
  }

  private record Option(String setting, Kind kind) {}

  /** What may be said several times is a list in the file. */
  private static final Map<String, String> REPEATED =
      Map.of(
          "--host", "hosts",
          "--dns", "dns",
          "--dns-opt", "dns-opts",
          "--dns-search", "dns-search",
          "--label", "labels",
          "--insecure-registry", "insecure-registries",
          "--registry-mirror", "registry-mirrors",
          "--storage-opt", "storage-opts");

  private static final Map<String, Option> OPTIONS = options();

  /** Their short forms. */
  private static final Map<String, String> LETTERS =
      Map.of("-H", "--host", "-D", "--debug", "-G", "--group", "-l", "--log-level");

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, String> written = new HashMap<>();

  private static Map<String, Option> options() {
    var options = new HashMap<String, Option>();
    add(options, Kind.FLAG, "tls", "tlsverify", "force-plain-tcp", "debug", "live-restore", "init");
    add(options, Kind.FLAG, "no-new-privileges", "icc", "ipv6");
    add(options, Kind.NUMBER, "max-concurrent-downloads", "shutdown-timeout", "mtu");
    add(options, Kind.NUMBER, "default-pids-limit");
    add(options, Kind.TEXT, "tlscacert", "tlscert", "tlskey", "group", "data-root");
    add(options, Kind.TEXT, "storage-driver", "cgroup-parent", "log-driver", "log-level");
    add(options, Kind.TEXT, "log-format", "default-shm-size", "default-ipc-mode", "metrics-addr");
    add(options, Kind.TEXT, "default-cgroupns-mode", "seccomp-profile", "view", "bip", "ip");
    add(options, Kind.TEXT, "fixed-cidr", "fixed-cidr-v6", "firewall-backend", "audit-log");
    add(options, Kind.TEXT, "cri", "cri-stream-address", "cni-conf-dir");
    REPEATED.forEach((name, setting) -> options.put(name, new Option(setting, Kind.LIST)));
    options.put("--log-opt", new Option("log-opts", Kind.MAP));
    return Map.copyOf(options);
  }

  private static void add(Map<String, Option> to, Kind kind, String... settings) {
    for (var setting : settings) {
      to.put("--" + setting, new Option(setting, kind));
    }
  }

  /**
   * Reads options.
   *
   * @throws Invalid if there is no such option, or a value is missing
   */
  static Words read(List<String> words) {
    var read = new EngineWords();
    var rest = new ArrayList<>(words);
    while (!rest.isEmpty()) {
      read.take(rest);
    }
    return new Words(read.values, read.written);
  }

  private void take(List<String> rest) {
    var word = rest.removeFirst();
    int equals = word.indexOf('=');
    var name = equals < 0 ? word : word.substring(0, equals);
    var option = OPTIONS.get(LETTERS.getOrDefault(name, name));
    if (option == null) {
      throw new Invalid(
          "unknown option of engine start: " + word, "docs/configuration.md lists them.");
    }
    if (equals >= 0) {
      put(name, option, word.substring(equals + 1));
    } else if (option.kind() == Kind.FLAG) {
      put(name, option, "true");
    } else if (rest.isEmpty()) {
      throw new Invalid("option " + name + " needs a value", "");
    } else {
      put(name, option, rest.removeFirst());
    }
  }

  private void put(String name, Option option, String value) {
    written.put(option.setting(), name);
    switch (option.kind()) {
      case TEXT -> values.put(option.setting(), value);
      case FLAG -> values.put(option.setting(), flag(name, value));
      case NUMBER -> values.put(option.setting(), number(name, value));
      case LIST -> addTo(option.setting(), value);
      case MAP -> enter(name, option.setting(), value);
    }
  }

  private static boolean flag(String name, String value) {
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new Invalid(name + ": expected true or false, not " + value, "");
    };
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new Invalid(name + ": expected a number, not " + value, "");
    }
  }

  private void addTo(String setting, String value) {
    var list = new ArrayList<Object>();
    if (values.get(setting) instanceof List<?> before) {
      list.addAll(before);
    }
    list.add(value);
    values.put(setting, list);
  }

  private void enter(String name, String setting, String value) {
    int equals = value.indexOf('=');
    if (equals < 1) {
      throw new Invalid(name + ": expected NAME=VALUE, not " + value, "");
    }
    var map = new LinkedHashMap<Object, Object>();
    if (values.get(setting) instanceof Map<?, ?> before) {
      map.putAll(before);
    }
    map.put(value.substring(0, equals), value.substring(equals + 1));
    values.put(setting, map);
  }
}
