package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.template.Listing;
import dev.jug.door.text.Table;
import dev.jug.engine.request.NetworkFilter;
import dev.jug.network.Network;
import dev.jug.network.NetworkRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists networks. */
@Command(name = "jug network ls", description = "List networks.")
public final class NetworkListCommand extends JugCommand {
  private static final Listing LISTING =
      new Listing(Map.of("ID", "NETWORK ID", "CreatedAt", "CREATED AT"));

  @Option(
      names = {"-q", "--quiet"},
      description = "Show ids only.")
  boolean quiet;

  @Option(names = "--no-trunc", description = "Show everything in full.")
  boolean full;

  @Option(
      names = {"-f", "--filter"},
      description =
          "dangling=true|false, driver=, id=, label=NAME[=VALUE], name=, scope=, type=custom|builtin.")
  List<String> filters = new ArrayList<>();

  @Option(
      names = "--format",
      description = "json, or a template such as {{.Name}}, or table and a template.")
  String format = "table";

  @Option(names = "--tree", description = "Show devices, and the containers that are on them.")
  boolean tree;

  @Override
  public int run() {
    var networks = engine().networks().list(NetworkFilter.parse(filters));
    if (tree) {
      front().print(new NetworkTree(engine()).text(networks));
      return 0;
    }
    var records = networks.stream().map(Network::record).toList();
    if (quiet) {
      records.forEach(network -> front().printLine(id(network)));
    } else if ("table".equals(format)) {
      front().print(table(records));
    } else {
      front().print(LISTING.text(format, records.stream().map(this::fields).toList()));
    }
    return 0;
  }

  private String id(NetworkRecord network) {
    return full ? network.id() : network.shortId();
  }

  private String table(List<NetworkRecord> networks) {
    var table = new Table("NETWORK ID", "NAME", "DRIVER", "SCOPE");
    for (var network : networks) {
      table.row(id(network), network.name(), network.driver(), "local");
    }
    return table.toString();
  }

  /** With Docker's names. */
  private Map<String, String> fields(NetworkRecord network) {
    var labels =
        network.labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .sorted();
    var fields = new LinkedHashMap<String, String>();
    fields.put("CreatedAt", network.created().toString());
    fields.put("Driver", network.driver());
    fields.put("ID", id(network));
    fields.put("IPv4", Boolean.toString(network.ipv4()));
    fields.put("IPv6", Boolean.toString(network.ipv6()));
    fields.put("Internal", Boolean.toString(network.internal()));
    fields.put("Labels", labels.collect(Collectors.joining(",")));
    fields.put("Name", network.name());
    fields.put("Scope", "local");
    return fields;
  }
}
