package dev.jug.ocicli.command;

import dev.jug.door.text.Table;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.lifecycle.ContainerState;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the containers under the root. */
@Command(name = "jug-runtime list", description = "Lists the containers under the root.")
final class ListCommand extends OciCommand {
  @Option(
      names = {"--format", "-f"},
      paramLabel = "FORMAT",
      description = "table or json.")
  String format = "table";

  @Option(
      names = {"--quiet", "-q"},
      description = "Only ids.")
  boolean quiet;

  @Override
  int run() {
    var states = lifecycle().list();
    if (quiet) {
      states.forEach(state -> front().printLine(state.state().id()));
    } else if ("json".equals(format)) {
      front().print(StateJson.line(states));
    } else if ("table".equals(format)) {
      front().print(table(states));
    } else {
      throw new InvalidSpecException(
          "invalid format option: \"" + format + "\"; use table or json");
    }
    return 0;
  }

  private static String table(List<ContainerState> states) {
    var table = new Table("ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER");
    for (var container : states) {
      var state = container.state();
      table.row(
          state.id(),
          Integer.toString(state.pid()),
          state.status().word(),
          state.bundle(),
          container.created().toString(),
          StateJson.owner(container.owner()));
    }
    return table.toString();
  }
}
