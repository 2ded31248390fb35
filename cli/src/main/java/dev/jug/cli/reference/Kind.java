package dev.jug.cli.reference;

import dev.jug.engine.lab.Experiment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may stand at a place of a command line. */
sealed interface Kind {
  /** Anything: nothing is proposed. */
  Kind NOTHING = new Choices(List.of());

  /** As the scripts have it: one word without blanks. */
  String word();

  /**
   * Names of what the engine has.
   *
   * @param what kinds of things, with commas between them
   */
  record Names(String what) implements Kind {
    @Override
    public String word() {
      return what;
    }
  }

  /** Words that are known. */
  record Choices(List<String> words) implements Kind {
    public Choices {
      words = List.copyOf(words);
    }

    @Override
    public String word() {
      return words.stream().map(word -> ":" + word).collect(Collectors.joining());
    }
  }

  /** A path of the machine. */
  record Files() implements Kind {
    @Override
    public String word() {
      return "files";
    }
  }

  /** Commands that are about containers that run. */
  Set<String> OF_RUNNING =
      Set.of("attach", "exec", "kill", "pause", "port", "stats", "stop", "top");

  /** What options take that say nothing about it by the name of their value. */
  Map<String, Kind> OPTIONS =
      Map.ofEntries(
          Map.entry("--network", new Names("networks")),
          Map.entry("--volumes-from", new Names("containers")),
          Map.entry("--link", new Names("running")),
          Map.entry("--rc", new Names("resources")),
          Map.entry("--parent", new Names("resources")),
          Map.entry("--volume", new Files()),
          Map.entry("--env-file", new Files()),
          Map.entry("--label-file", new Files()),
          Map.entry("--cidfile", new Files()),
          Map.entry("--iidfile", new Files()),
          Map.entry("--metadata-file", new Files()),
          Map.entry("--rootfs", new Files()),
          Map.entry("--bundle", new Files()),
          Map.entry("--file", new Files()),
          Map.entry("--input", new Files()),
          Map.entry("--output", new Files()),
          Map.entry("--key", new Files()),
          Map.entry("--advisories", new Files()),
          Map.entry("--java", new Files()),
          Map.entry("--restart", choices("no", "on-failure", "always", "unless-stopped")),
          Map.entry("--pull", choices("always", "missing", "never")),
          Map.entry("--userns", choices("host", "auto", "keep-id")),
          Map.entry("--view", choices("container", "full", "host")),
          Map.entry("--cgroupns", choices("host", "private")),
          Map.entry("--ipc", choices("host", "private")),
          Map.entry("--pid", choices("host")),
          Map.entry("--uts", choices("host")),
          Map.entry("--egress", choices("none", "lan", "internet", "all")),
          Map.entry("--format", choices("json")),
          Map.entry("--type", choices("container", "image", "network", "volume")));

  private static Kind choices(String... words) {
    return new Choices(List.of(words));
  }

  /** What an option of a command takes. */
  static Kind of(CommandPage page, OptionSpec option) {
    if (page.name().equals("build") && option.longestName().equals("--pull")) {
      return NOTHING;
    }
    var known = OPTIONS.get(option.longestName());
    return known == null ? ofLabel(page, option) : known;
  }

  /** What a parameter of a command is. */
  static Kind of(CommandPage page, PositionalParamSpec parameter) {
    return ofLabel(page, parameter);
  }

  private static Kind ofLabel(CommandPage page, ArgSpec argument) {
    var label = argument.paramLabel();
    if (label.matches("[a-z]+(\\|[a-z]+)+")) {
      return new Choices(Arrays.asList(label.split("\\|")));
    }
    return switch (label) {
      case "IMAGE", "[IMAGE] COMMAND ARGUMENT" -> new Names("images");
      case "CONTAINER", "CONTAINER|PID", "WHOM" -> new Names(containers(page.name()));
      case "CONTAINER|host" -> new Names("containers");
      case "SOURCE", "TARGET" -> page.name().equals("cp") ? new Names("containers,files") : NOTHING;
      case "NETWORK" -> new Names("networks");
      case "VOLUME" -> new Names("volumes");
      case "EXPERIMENT" -> new Choices(Experiment.all().stream().map(Experiment::name).toList());
      case "FILE", "FILE|-", "FILE|NAME", "PATH|ADDRESS|-", "DIRECTORY", "JAR" -> new Files();
      case "NAME" -> ofName(page.name());
      default -> NOTHING;
    };
  }

  private static String containers(String command) {
    return OF_RUNNING.contains(command)
        ? "running"
        : command.equals("start") ? "stopped" : "containers";
  }

  private static Kind ofName(String command) {
    if (command.equals("inspect")) {
      return new Names("containers,images,networks,volumes");
    }
    return command.startsWith("rc ") && !command.equals("rc create")
        ? new Names("resources")
        : NOTHING;
  }
}
