package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Json;
import dev.jug.engine.audit.Risk;
import dev.jug.engine.audit.Risk.Level;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a container can do that it should not, or what of the machine helps it. */
@Command(
    name = "jug audit",
    description = {
      "Say what containers can do that they should not, and what to change.",
      "The worst comes first. With host: what of the machine helps them."
    })
public final class AuditCommand extends JugCommand {
  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "";

  @Parameters(arity = "1..*", paramLabel = "CONTAINER|host", description = "Name or id, or host.")
  List<String> names = List.of();

  /** 1 if root in a container is root on the host, or a step away from it. */
  @Override
  public int run() throws IOException {
    if (!format.isEmpty() && !format.equals("json")) {
      throw new Invalid("unknown format: \"" + format + "\"", "There is json.");
    }
    boolean bad = false;
    for (var name : names) {
      var risks =
          name.equals("host")
              ? engine().security().audits().ofHost()
              : engine().security().audits().of(engine().container(name));
      print(name, risks);
      bad |= risks.stream().anyMatch(risk -> risk.level().compareTo(Level.HIGH) <= 0);
    }
    return bad ? 1 : 0;
  }

  private void print(String name, List<Risk> risks) {
    if (format.equals("json")) {
      risks.forEach(risk -> front().printLine(Json.object(fields(name, risk))));
      return;
    }
    if (names.size() > 1) {
      front().printLine(name + ":");
    }
    for (var risk : risks) {
      front().printLine("%-9s %s".formatted(word(risk), risk.subject()));
      front().printLine("          why:    " + risk.why());
      front().printLine("          remedy: " + risk.remedy());
    }
    if (risks.isEmpty()) {
      front().printLine("nothing found");
    }
  }

  private static String word(Risk risk) {
    return risk.level().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> fields(String name, Risk risk) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Audited", name);
    fields.put("Level", word(risk));
    fields.put("Subject", risk.subject());
    fields.put("Why", risk.why());
    fields.put("Remedy", risk.remedy());
    return fields;
  }
}
