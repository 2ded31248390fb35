package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.template.Listing;
import dev.jug.engine.resource.ResourceView;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists resource containers. */
@Command(name = "jug rc ls", description = "List resource containers.")
public final class ResourceListCommand extends JugCommand {
  private static final Listing LISTING =
      new Listing(
          Map.of(
              "Name", "NAME",
              "CPUShares", "SHARES",
              "CPUs", "CPUS",
              "Memory", "MEMORY",
              "Pids", "PIDS LIMIT",
              "Containers", "CONTAINERS",
              "Processes", "PROCESSES"));
  private static final String TABLE =
      "table {{.Name}}\t{{.CPUShares}}\t{{.CPUs}}\t{{.Memory}}\t{{.Pids}}\t{{.Containers}}"
          + "\t{{.Processes}}";

  @Option(names = "--tree", description = "Show what is in which.")
  boolean tree;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show names only.")
  boolean quiet;

  @Option(
      names = "--format",
      description = "json, or a template such as {{.Name}}, or table and a template.")
  String format = "table";

  @Override
  public int run() {
    var all = engine().resources().list();
    if (tree) {
      front().print(new ResourceTree(all).text());
    } else if (quiet) {
      all.forEach(view -> front().printLine(view.name()));
    } else {
      var rows = all.stream().map(ResourceListCommand::fields).toList();
      front().print(LISTING.text("table".equals(format) ? TABLE : format, rows));
    }
    return 0;
  }

  private static Map<String, String> fields(ResourceView view) {
    var limits = new LimitText(view.limits());
    var fields = new LinkedHashMap<String, String>();
    fields.put("Name", view.name());
    fields.put("Parent", view.parent());
    fields.put("CPUShares", limits.shares());
    fields.put("CPUs", limits.processors());
    fields.put("Memory", limits.memory());
    fields.put("Pids", limits.tasks());
    fields.put("Containers", Integer.toString(view.containers().size()));
    fields.put("Processes", Integer.toString(view.processes().size()));
    fields.put("CreatedAt", view.created().toString());
    return fields;
  }
}
