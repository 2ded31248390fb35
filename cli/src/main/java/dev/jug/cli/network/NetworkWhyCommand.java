package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.Inspection;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.view.ReachView;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortSpec;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a container reaches something, and why. */
@Command(
    name = "jug network why",
    description = "Say rule by rule whether a container reaches something.")
public final class NetworkWhyCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.Reached}}.")
  String format = "";

  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Who calls: name or id.")
  String from = "";

  @Parameters(index = "1", paramLabel = "WHOM", description = "A container, an address, or a name.")
  String to = "";

  @Parameters(index = "2", paramLabel = "PORT[/udp]", description = "At which port.")
  String port = "";

  /** 1 if it is not reached. */
  @Override
  public int run() {
    var wanted = port();
    var view = engine().networks().why(engine().container(from), to, wanted);
    front()
        .print(
            format.isEmpty()
                ? text(view)
                : Inspection.text(format.equals("json") ? "" : format, List.of(view)));
    return view.reached() ? 0 : 1;
  }

  private ContainerPort port() {
    List<ContainerPort> ports = NetworkFailure.translated(() -> PortSpec.exposed(port));
    if (ports.size() != 1) {
      throw new Invalid("invalid port: '" + port + "'", "Write one, such as 5432 or 53/udp.");
    }
    return ports.getFirst();
  }

  private static String text(ReachView view) {
    var text = new StringBuilder();
    text.append(view.from())
        .append(view.reached() ? " reaches " : " does not reach ")
        .append(view.to());
    if (!view.address().isEmpty() && !view.address().equals(view.to())) {
      text.append(" (").append(view.address()).append(')');
    }
    text.append(" at ").append(view.port()).append(":\n");
    for (var rule : view.rules()) {
      var outcome = rule.outcome().name().toLowerCase(Locale.ROOT);
      text.append("  %-10s %-9s %s%n".formatted(rule.rule(), outcome, rule.text()));
    }
    if (!view.remedy().isEmpty()) {
      text.append("To change that: ").append(view.remedy()).append('\n');
    }
    return text.toString();
  }
}
