package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.Inspection;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.view.PolicyView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all about policies. */
@Command(
    name = "jug network policy inspect",
    description = "Show all about policies, and who is meant by them now, as JSON.")
public final class PolicyInspectCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.Name}}.")
  String format = "";

  @Parameters(arity = "1..*", paramLabel = "POLICY", description = "Name, NETWORK/NAME, or id.")
  List<String> names = List.of();

  @Override
  public int run() {
    var networks = engine().networks();
    var views = new ArrayList<PolicyView>();
    int code = 0;
    for (var name : names) {
      try {
        var policy = NetworkFailure.translated(() -> networks.policies().find(name));
        views.add(PolicyView.of(policy, networks.find(policy.network())));
      } catch (EngineException e) {
        front().printError("jug: " + e.getMessage());
        code = 1;
      }
    }
    front().print(Inspection.text(format, views));
    return code;
  }
}
