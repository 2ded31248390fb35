package dev.jug.cli.volume;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.template.Listing;
import dev.jug.door.text.Table;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.volume.Volume;
import dev.jug.engine.volume.VolumeFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists volumes. */
@Command(name = "jug volume ls", description = "List volumes.")
public final class VolumeListCommand extends JugCommand {
  private static final Listing LISTING = new Listing(Map.of("Name", "VOLUME NAME"));

  @Option(
      names = {"-q", "--quiet"},
      description = "Show names only.")
  boolean quiet;

  @Option(
      names = {"-f", "--filter"},
      description = "dangling=true|false, driver=, label=NAME[=VALUE], name=.")
  List<String> filters = new ArrayList<>();

  @Option(
      names = "--format",
      description = "json, or a template such as {{.Name}}, or table and a template.")
  String format = "table";

  @Override
  public int run() {
    var volumes = engine().volumes().list(new VolumeFilter(values()));
    if (quiet) {
      volumes.forEach(volume -> front().printLine(volume.name()));
    } else if ("table".equals(format)) {
      var table = new Table("DRIVER", "VOLUME NAME");
      volumes.forEach(volume -> table.row(volume.driver(), volume.name()));
      front().print(table.toString());
    } else {
      front().print(LISTING.text(format, volumes.stream().map(this::fields).toList()));
    }
    return 0;
  }

  private Map<String, List<String>> values() {
    return filters.stream()
        .map(VolumeListCommand::pair)
        .collect(
            Collectors.groupingBy(
                pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList())));
  }

  private static String[] pair(String filter) {
    var pair = filter.split("=", 2);
    if (pair.length < 2) {
      throw new Invalid("invalid filter '" + filter + "'", "See 'jug volume ls --help'.");
    }
    return pair;
  }

  /** With Docker's names. */
  private Map<String, String> fields(Volume volume) {
    var labels =
        volume.labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .sorted();
    var fields = new LinkedHashMap<String, String>();
    fields.put("Availability", "N/A");
    fields.put("Driver", volume.driver());
    fields.put("Group", "N/A");
    fields.put("Labels", labels.collect(Collectors.joining(",")));
    fields.put("Links", "N/A");
    fields.put("Mountpoint", engine().volumes().data(volume.name()).toString());
    fields.put("Name", volume.name());
    fields.put("Scope", "local");
    fields.put("Size", "N/A");
    fields.put("Status", "N/A");
    return fields;
  }
}
