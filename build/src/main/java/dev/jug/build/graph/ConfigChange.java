package dev.jug.build.graph;

import dev.jug.build.dockerfile.Cmd;
import dev.jug.build.dockerfile.Command;
import dev.jug.build.dockerfile.Entrypoint;
import dev.jug.build.dockerfile.Env;
import dev.jug.build.dockerfile.Expose;
import dev.jug.build.dockerfile.Healthcheck;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.dockerfile.Label;
import dev.jug.build.dockerfile.OnBuild;
import dev.jug.build.dockerfile.Pair;
import dev.jug.build.dockerfile.Shell;
import dev.jug.build.dockerfile.StopSignal;
import dev.jug.build.dockerfile.User;
import dev.jug.build.dockerfile.Volume;
import dev.jug.oci.image.ContainerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Applies instructions that change the configuration only. */
final class ConfigChange {
  private final Scope scope;
  private boolean commandIsOurs;

  ConfigChange(Scope scope) {
    this.scope = scope;
  }

  /** The configuration after an instruction, and its history. */
  record Changed(ContainerConfig config, String history) {}

  Changed apply(Instruction instruction, ContainerConfig config, Fault fault) {
    return switch (instruction) {
      case Cmd cmd -> {
        commandIsOurs = true;
        var words = words(cmd.command(), config);
        yield new Changed(config.withCmd(words), "CMD " + GoText.quoted(words));
      }
      case Entrypoint entrypoint -> entrypoint(entrypoint, config);
      case Shell shell ->
          new Changed(config.withShell(shell.words()), "SHELL " + GoText.plain(shell.words()));
      case Env env -> env(env, config, fault);
      case Label label -> label(label, config, fault);
      case Expose expose -> expose(expose, config, fault);
      case Volume volume -> volume(volume, config, fault);
      case User user -> {
        var name = scope.expand(user.user(), fault);
        yield new Changed(config.withUser(name), "USER " + name);
      }
      case StopSignal signal -> {
        var name = StopSignals.check(scope.expand(signal.signal(), fault), fault);
        yield new Changed(config.withStopSignal(name), "STOPSIGNAL " + name);
      }
      case OnBuild trigger -> {
        var triggers = new ArrayList<>(config.onBuild());
        triggers.add(trigger.trigger());
        yield new Changed(config.withOnBuild(triggers), "ONBUILD " + trigger.trigger());
      }
      case Healthcheck check -> {
        var settled = HealthText.check(check);
        yield new Changed(
            config.withHealthcheck(settled), "HEALTHCHECK " + HealthText.history(settled));
      }
      default -> throw new IllegalStateException("no change: " + instruction.name());
    };
  }

  /** A new entry point makes the base's command meaningless. */
  private Changed entrypoint(Entrypoint entrypoint, ContainerConfig config) {
    var words = words(entrypoint.command(), config);
    var changed = config.withEntrypoint(words);
    return new Changed(
        commandIsOurs ? changed : changed.withCmd(List.of()), "ENTRYPOINT " + GoText.quoted(words));
  }

  private static List<String> words(Command command, ContainerConfig config) {
    return command.words(StepMaker.shell(config));
  }

  private Changed env(Env env, ContainerConfig config, Fault fault) {
    var pairs = expanded(env.pairs(), fault);
    pairs.forEach(pair -> scope.setEnv(pair.key(), pair.value()));
    return new Changed(config.withEnv(scope.env()), "ENV " + joined(pairs));
  }

  private Changed label(Label label, ContainerConfig config, Fault fault) {
    var pairs = expanded(label.pairs(), fault);
    var labels = new LinkedHashMap<>(config.labels());
    pairs.forEach(pair -> labels.put(pair.key(), pair.value()));
    return new Changed(config.withLabels(labels), "LABEL " + joined(pairs));
  }

  /** All of an instruction are expanded with the variables from before it. */
  private List<Pair> expanded(List<Pair> pairs, Fault fault) {
    return pairs.stream()
        .map(pair -> new Pair(scope.expand(pair.key(), fault), scope.expand(pair.value(), fault)))
        .toList();
  }

  private static String joined(List<Pair> pairs) {
    return String.join(" ", pairs.stream().map(pair -> pair.key() + "=" + pair.value()).toList());
  }

  private Changed expose(Expose expose, ContainerConfig config, Fault fault) {
    var ports =
        scope.words(expose.ports(), fault).stream()
            .flatMap(word -> PortRange.parse(word, fault).stream())
            .toList();
    var all = new LinkedHashMap<>(config.exposedPorts());
    ports.forEach(port -> all.put(port, Map.of()));
    return new Changed(config.withExposedPorts(all), "EXPOSE " + GoText.plain(ports));
  }

  private Changed volume(Volume volume, ContainerConfig config, Fault fault) {
    var paths = scope.expandAll(volume.paths(), fault);
    if (paths.stream().anyMatch(String::isEmpty)) {
      throw fault.of("VOLUME specified can not be an empty string", "");
    }
    var all = new LinkedHashMap<>(config.volumes());
    paths.forEach(path -> all.put(path, Map.of()));
    return new Changed(config.withVolumes(all), "VOLUME " + GoText.plain(paths));
  }
}
