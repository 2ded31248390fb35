package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.TakesCommand;
import dev.jug.door.text.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the processes of a container. */
@Command(
    name = "jug top",
    customSynopsis = "jug top CONTAINER [OPTIONS OF ps]",
    description = "List the processes of a container.",
    footer = {"", "Options of ps: -ef (default), aux, -o LIST such as -o pid,user,args."})
final class TopCommand extends JugCommand implements TakesCommand {
  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "OPTION", description = "Of ps.")
  List<String> options = new ArrayList<>();

  @Override
  public int run() {
    var processes = engine().container(container).processes(options);
    var table = new Table(processes.titles().toArray(String[]::new));
    processes.processes().forEach(row -> table.row(row.toArray(String[]::new)));
    front().print(table.toString());
    return 0;
  }
}
