package dev.jug.image.make;

import dev.jug.oci.image.ContainerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of how an image runs, written as instructions of a Dockerfile: CMD, ENTRYPOINT, ENV,
 * EXPOSE, LABEL, ONBUILD, STOPSIGNAL, USER, VOLUME and WORKDIR.
 */
public final class ConfigChanges {
  private ConfigChanges() {}

  /**
   * The configuration after these changes.
   *
   * @throws dev.jug.image.error.ImageException if one makes no sense; it is shown
   */
  public static ContainerConfig apply(ContainerConfig config, List<String> changes) {
    var changed = config;
    for (var change : changes) {
      changed = apply(changed, Instruction.parse(change));
    }
    return changed;
  }

  private static ContainerConfig apply(ContainerConfig config, Instruction change) {
    return switch (change.name()) {
      case "CMD" -> config.withCmd(change.command());
      case "ENTRYPOINT" -> config.withEntrypoint(change.command());
      case "ENV" -> config.withEnv(united(config.env(), change.pairs()));
      case "EXPOSE" -> config.withExposedPorts(with(config.exposedPorts(), ports(change)));
      case "LABEL" -> config.withLabels(labels(config.labels(), change.pairs()));
      case "ONBUILD" -> config.withOnBuild(appended(config.onBuild(), change.rest()));
      case "STOPSIGNAL" -> config.withStopSignal(change.rest());
      case "USER" -> config.withUser(change.rest());
      case "VOLUME" -> config.withVolumes(with(config.volumes(), change.words()));
      case "WORKDIR" -> config.withWorkingDir(change.rest());
      default -> throw change.invalid(change.name() + " is not a valid change command");
    };
  }

  /**
   * An environment with more variables; the last one of a name counts.
   *
   * @param env {@code NAME=value}
   */
  public static List<String> united(List<String> env, Map<String, String> more) {
    var all = new LinkedHashMap<String, String>();
    for (var variable : env) {
      int equals = variable.indexOf('=');
      all.put(equals < 0 ? variable : variable.substring(0, equals), variable);
    }
    more.forEach((name, value) -> all.put(name, name + "=" + value));
    return List.copyOf(all.values());
  }

  private static List<String> ports(Instruction change) {
    return change.words().stream().map(port -> port.contains("/") ? port : port + "/tcp").toList();
  }

  private static Map<String, Map<String, String>> with(
      Map<String, Map<String, String>> set, List<String> more) {
    var all = new LinkedHashMap<>(set);
    more.forEach(key -> all.put(key, Map.of()));
    return all;
  }

  private static Map<String, String> labels(Map<String, String> labels, Map<String, String> more) {
    var all = new LinkedHashMap<>(labels);
    all.putAll(more);
    return all;
  }

  private static List<String> appended(List<String> list, String last) {
    var all = new ArrayList<>(list);
    all.add(last);
    return all;
  }
}
