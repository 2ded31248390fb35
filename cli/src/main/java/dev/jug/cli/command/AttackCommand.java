package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.MissingImage;
import dev.jug.cli.image.MissingImage.When;
import dev.jug.door.text.Json;
import dev.jug.door.text.Table;
import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.AttackResult.Outcome;
import dev.jug.engine.attack.Catalog;
import dev.jug.engine.attack.Fence;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays known attacks in containers, each in a fresh one. */
@Command(
    name = "jug attack",
    customSynopsis = "jug attack [OPTION...] [ATTACK...]",
    description = {
      "Replay known escapes in a container, and say what stops them.",
      "Options of jug run say what container it is; without any it is a default one."
    },
    sortOptions = false)
final class AttackCommand extends JugCommand {
  @Option(names = "--list", description = "Say what each is, and where it is known from.")
  boolean list;

  @Option(names = "--explain", description = "Print the system calls of an attack.")
  boolean explain;

  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "";

  @Option(names = "--image", description = "The image of the container, default host.")
  String image = "host";

  @Option(
      names = "--against",
      description = "docker: in containers of another engine, or a path of its socket.")
  String against = "";

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin ContainerOptions options = new ContainerOptions();

  /** 1 if one gets through. */
  @Override
  public int run() throws IOException {
    if (!format.isEmpty() && !format.equals("json")) {
      throw new Invalid("unknown format: \"" + format + "\"", "There is json.");
    }
    var names = new ArrayList<>(options.words);
    boolean listed = names.remove("ls") || list;
    var attacks = Catalog.named(names);
    if (listed) {
      list(attacks);
      return 0;
    }
    if (explain) {
      attacks.forEach(
          attack -> front().print(engine().security().attacks().plan(attack).explain()));
      return 0;
    }
    var results = against.isEmpty() ? attack(attacks) : attackPeer(attacks);
    if (format.isEmpty()) {
      show(results);
    }
    return results.stream().anyMatch(AttackResult::through) ? 1 : 0;
  }

  private void list(List<Attack> attacks) {
    if (format.equals("json")) {
      attacks.forEach(attack -> front().printLine(Json.object(described(attack))));
      return;
    }
    var table = new Table("ATTACK", "WHAT IT DOES", "KNOWN FROM");
    attacks.forEach(attack -> table.row(attack.name(), attack.what(), attack.source()));
    front().print(table.toString());
  }

  private List<AttackResult> attackPeer(List<Attack> attacks) throws IOException {
    var peer = Peer.of(against, front().peer().pid(), spec.commandLine().getParseResult());
    var network = options.network.networks.isEmpty() ? "" : options.network.networks.getLast();
    try (var prepared =
        engine().security().attacks().against(peer.socket(), peer.tools(), network)) {
      return each(attacks, prepared::run);
    }
  }

  private List<AttackResult> each(List<Attack> attacks, Function<Attack, AttackResult> run) {
    var results = new ArrayList<AttackResult>();
    for (var attack : attacks) {
      var result = run.apply(attack);
      results.add(result);
      if (format.equals("json")) {
        front().printLine(Json.object(described(result)));
      }
    }
    return results;
  }

  private List<AttackResult> attack(List<Attack> attacks) throws IOException {
    options.words = options.rootfs == null ? List.of(image) : List.of();
    var request = new Requests(options, front(), engine().resources()::group).request(true);
    new MissingImage(context(), When.parse(options.pull), options.quiet).provide(request);
    return each(attacks, attack -> engine().security().attacks().run(attack, request));
  }

  private void show(List<AttackResult> results) {
    var table = new Table("ATTACK", "RESULT", "BLOCKED BY", "HOW");
    for (var result : results) {
      table.row(result.attack().name(), word(result), fences(result).orElse("-"), result.how());
    }
    front().print(table.toString());
    long untried = count(results, Outcome.NOT_TRIED);
    var blocked = count(results, Outcome.BLOCKED) + " blocked, ";
    var through = count(results, Outcome.THROUGH) + " got through";
    front().printLine(blocked + through + (untried == 0 ? "" : ", " + untried + " not tried"));
  }

  private static long count(List<AttackResult> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  private static String word(AttackResult result) {
    return switch (result.outcome()) {
      case BLOCKED -> "blocked";
      case THROUGH -> "GOT THROUGH";
      case NOT_TRIED -> "not tried";
    };
  }

  /** What stood in the way of one that got through did not stop it. */
  private static Optional<String> fences(AttackResult result) {
    return result.outcome() != Outcome.BLOCKED || result.fences().isEmpty()
        ? Optional.empty()
        : Optional.of(
            result.fences().stream()
                .map(Fence::shown)
                .distinct()
                .collect(Collectors.joining(", ")));
  }

  private static Map<String, String> described(Attack attack) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Attack", attack.name());
    fields.put("What", attack.what());
    fields.put("Source", attack.source());
    fields.put("Gain", attack.gain());
    return fields;
  }

  private static Map<String, String> described(AttackResult result) {
    var fields = described(result.attack());
    fields.put("Result", result.through() ? "through" : word(result));
    fields.put("BlockedBy", fences(result).orElse(""));
    fields.put("How", result.how());
    return fields;
  }
}
