package dev.jug.ocicli.command;

import dev.jug.oci.runtime.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Lists the processes of a container. */
@Command(name = "jug-runtime ps", description = "Lists the processes of a container.")
final class ProcessesCommand extends OneContainer {
  @Option(
      names = {"--format", "-f"},
      paramLabel = "FORMAT",
      description = "table or json.")
  String format = "table";

  @Parameters(index = "1..*", hidden = true)
  List<String> options = new ArrayList<>();

  @Override
  int run() {
    var pids = lifecycle().processes(id).stream().sorted().toList();
    switch (format) {
      case "json" -> front().print(new JsonMapper().writeValueAsString(pids));
      case "table" -> front().print(table(pids));
      default ->
          throw new InvalidSpecException(
              "invalid format option: \"" + format + "\"; use table or json");
    }
    return 0;
  }

  private String table(List<Integer> pids) {
    if (!options.isEmpty() && !options.equals(List.of("-ef"))) {
      throw new InvalidSpecException(
          "options of ps are not supported; use --format json, and ps -p with what it prints");
    }
    return ProcessTable.of(pids);
  }
}
