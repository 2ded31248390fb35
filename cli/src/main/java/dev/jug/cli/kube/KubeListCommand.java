package dev.jug.cli.kube;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.template.Listing;
import dev.jug.door.text.Table;
import dev.jug.play.Played;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what was played. */
@Command(name = "jug kube ls", description = "List what was played, and how its pods are.")
public final class KubeListCommand extends JugCommand {
  private static final Listing LISTING = new Listing(Map.of());

  @Option(
      names = "--format",
      description = "json, or a template such as {{.Name}}, or table and a template.")
  String format = "table";

  @Override
  public int run() {
    var all = context().play().list();
    if ("table".equals(format)) {
      var table =
          new Table("FILE", "OBJECT", "READY", "STATUS", "RESTARTS", "ADDRESS", "PORTS", "MESSAGE");
      all.forEach(one -> row(table, one));
      front().print(table.toString());
    } else {
      front().print(LISTING.text(format, all.stream().map(KubeListCommand::fields).toList()));
    }
    return 0;
  }

  private static void row(Table table, Played one) {
    boolean pod = one.kind().equals("Pod");
    table.row(
        one.application(),
        (one.owner().isEmpty() ? "" : "  ") + one.kind() + "/" + one.name(),
        one.ready(),
        one.status(),
        pod ? Long.toString(one.restarts()) : "",
        one.address(),
        one.ports(),
        one.message());
  }

  private static Map<String, String> fields(Played one) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("File", one.application());
    fields.put("Kind", one.kind());
    fields.put("Name", one.name());
    fields.put("Owner", one.owner());
    fields.put("Ready", one.ready());
    fields.put("Status", one.status());
    fields.put("Restarts", Long.toString(one.restarts()));
    fields.put("Address", one.address());
    fields.put("Ports", one.ports());
    fields.put("Message", one.message());
    return fields;
  }
}
