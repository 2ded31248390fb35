package dev.jug.build.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an instruction of a line. */
final class InstructionReader {
  private static final Set<String> NAMES =
      Set.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "MAINTAINER",
          "ONBUILD",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");
  private static final Pattern STAGE_NAME = Pattern.compile("(?i)[a-z][a-z0-9._-]*");

  private final LogicalLine line;
  private final Origin origin;
  private final char escape;
  private final String name;
  private final Flags flags;
  private final Arguments arguments;

  InstructionReader(LogicalLine line, char escape) {
    this.line = line;
    this.origin = line.origin();
    this.escape = escape;
    this.name = origin.keyword().toUpperCase(Locale.ROOT);
    this.flags = Flags.read(line.arguments(), escape);
    this.arguments = new Arguments(name, flags.rest(), escape);
  }

  Instruction read() {
    var instruction = instruction();
    flags.refuseOthers();
    return instruction;
  }

  private Instruction instruction() {
    return switch (name) {
      case "FROM" -> from();
      case "RUN" -> new StepReader(line, flags, arguments, escape).run();
      case "COPY" -> new StepReader(line, flags, arguments, escape).copy();
      case "ADD" -> new StepReader(line, flags, arguments, escape).add();
      case "CMD" -> new Cmd(origin, arguments.commandOrNothing());
      case "ENTRYPOINT" -> new Entrypoint(origin, arguments.commandOrNothing());
      case "SHELL" -> new Shell(origin, shell());
      case "ENV" -> new Env(origin, pairs(), arguments.isLegacy());
      case "LABEL" -> new Label(origin, pairs(), arguments.isLegacy());
      case "ARG" -> new Arg(origin, variables());
      case "EXPOSE" -> new Expose(origin, arguments.words());
      case "VOLUME" -> new Volume(origin, volumes());
      case "USER" -> new User(origin, arguments.one());
      case "WORKDIR" -> new Workdir(origin, arguments.one());
      case "STOPSIGNAL" -> new StopSignal(origin, arguments.one());
      case "MAINTAINER" -> new Maintainer(origin, arguments.one());
      case "ONBUILD" -> onBuild();
      case "HEALTHCHECK" -> new HealthcheckReader(origin, flags, arguments).read();
      default ->
          throw new Mistake(
              "unknown instruction: " + origin.keyword() + Nearest.hint(name, NAMES),
              "instructions are " + String.join(", ", new TreeSet<>(NAMES)));
    };
  }

  private From from() {
    var platform = flags.text("platform");
    var words = arguments.words();
    if (words.size() == 1) {
      return new From(origin, words.getFirst(), platform, null);
    }
    if (words.size() != 3 || !words.get(1).equalsIgnoreCase("AS")) {
      throw new Mistake(
          "FROM requires either one or three arguments", "write FROM IMAGE or FROM IMAGE AS NAME");
    }
    return new From(origin, words.getFirst(), platform, stageName(words.get(2)));
  }

  private static @Nullable String stageName(String word) {
    if (!STAGE_NAME.matcher(word).matches()) {
      throw new Mistake(
          "invalid name for build stage: \""
              + word
              + "\", name can't start with a number or contain"
              + " symbols",
          "take letters, digits, dots, dashes and underscores, a letter first");
    }
    return word;
  }

  private List<String> shell() {
    var words = arguments.json();
    if (words == null) {
      throw new Mistake(
          "SHELL requires the arguments to be in JSON form", "write SHELL [\"/bin/bash\", \"-c\"]");
    }
    if (words.isEmpty()) {
      throw arguments.lack("at least one argument");
    }
    return words;
  }

  private List<Pair> pairs() {
    var pairs = arguments.pairs();
    if (pairs.stream().anyMatch(pair -> pair.key().isEmpty())) {
      throw new Mistake(name + " names can not be blank");
    }
    return pairs;
  }

  private List<Arg.Variable> variables() {
    return arguments.quotedWords().stream().map(InstructionReader::variable).toList();
  }

  private static Arg.Variable variable(String word) {
    int equals = word.indexOf('=');
    if (equals == 0) {
      throw new Mistake("ARG names can not be blank");
    }
    return equals < 0
        ? new Arg.Variable(word, null)
        : new Arg.Variable(word.substring(0, equals), word.substring(equals + 1));
  }

  private List<String> volumes() {
    var json = arguments.json();
    var paths = json == null ? arguments.words() : json;
    if (paths.isEmpty()) {
      throw arguments.lack("at least one argument");
    }
    if (paths.stream().anyMatch(String::isBlank)) {
      throw new Mistake("VOLUME specified can not be an empty string");
    }
    return paths;
  }

  private OnBuild onBuild() {
    var trigger = arguments.text();
    var keyword = trigger.split("\\s+", 2)[0];
    switch (keyword.toUpperCase(Locale.ROOT)) {
      case "" -> throw arguments.lack("at least one argument");
      case "ONBUILD" -> throw new Mistake("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
      case "FROM", "MAINTAINER" ->
          throw new Mistake(
              keyword.toUpperCase(Locale.ROOT) + " isn't allowed as an ONBUILD trigger");
      default -> {}
    }
    var inner = new Origin(origin.range(), keyword, trigger, List.of());
    var rest = trigger.substring(keyword.length()).strip();
    var instruction =
        new InstructionReader(new LogicalLine(inner, rest, line.heredocs()), escape).read();
    return new OnBuild(origin, withBodies(trigger), instruction);
  }

  private String withBodies(String trigger) {
    var text = new StringBuilder(trigger);
    for (var heredoc : line.heredocs()) {
      text.append('\n').append(heredoc.content()).append(heredoc.name());
    }
    return text.toString();
  }
}
