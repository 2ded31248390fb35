package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.template.Listing;
import dev.jug.door.text.Table;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.Policies;
import dev.jug.network.policy.Policy;
import dev.jug.network.policy.Selector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists policies. */
@Command(name = "jug network policy ls", description = "List who may reach whom.")
public final class PolicyListCommand extends JugCommand {
  private static final int SHORT = 12;
  private static final Listing LISTING = new Listing(Map.of("ID", "POLICY ID"));

  @Option(names = "--network", description = "Only those of this network.")
  String network = "";

  @Option(
      names = {"-q", "--quiet"},
      description = "Show ids only.")
  boolean quiet;

  @Option(
      names = "--format",
      description = "json, or a template such as {{.Name}}, or table and a template.")
  String format = "table";

  @Override
  public int run() {
    var policies = engine().networks().policies();
    var listed = NetworkFailure.translated(() -> policies.list(network));
    if (quiet) {
      listed.forEach(policy -> front().printLine(policy.id().substring(0, SHORT)));
    } else if ("table".equals(format)) {
      front().print(table(policies, listed));
    } else {
      var fields = listed.stream().map(policy -> fields(policies, policy)).toList();
      front().print(LISTING.text(format, fields));
    }
    return 0;
  }

  private static String table(Policies policies, List<Policy> listed) {
    var table = new Table("NETWORK", "NAME", "FROM", "TO", "PORTS");
    for (var policy : listed) {
      table.row(
          policies.networkOf(policy),
          policy.name(),
          text(policy.from()),
          text(policy.to()),
          ports(policy));
    }
    return table.toString();
  }

  private static String text(List<Selector> selectors) {
    return selectors.stream().map(Selector::toString).collect(Collectors.joining(" or "));
  }

  private static String ports(Policy policy) {
    return policy.ports().isEmpty() ? "all" : String.join(", ", policy.ports());
  }

  private static Map<String, String> fields(Policies policies, Policy policy) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("ID", policy.id().substring(0, SHORT));
    fields.put("Network", policies.networkOf(policy));
    fields.put("Name", policy.name());
    fields.put("From", text(policy.from()));
    fields.put("To", text(policy.to()));
    fields.put("Ports", ports(policy));
    return fields;
  }
}
