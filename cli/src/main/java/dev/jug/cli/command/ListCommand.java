package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.network.PortList;
import dev.jug.door.text.Table;
import dev.jug.engine.ContainerListing;
import dev.jug.engine.ContainerListing.Listed;
import dev.jug.engine.view.Age;
import dev.jug.engine.view.ContainerFilter;
import dev.jug.engine.view.ContainerView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists containers. */
@Command(name = "jug ps", description = "List containers.")
final class ListCommand extends JugCommand {
  private static final int SHORT_COMMAND = 20;
  private static final int SHORT_ID = 12;

  @Option(
      names = {"-a", "--all"},
      description = "Show those that do not run too.")
  boolean all;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show ids only.")
  boolean quiet;

  @Option(names = "--no-trunc", description = "Show everything in full.")
  boolean full;

  @Option(
      names = {"-f", "--filter"},
      description =
          "id=, name=, status=, health=, label=NAME[=VALUE], exited=CODE, ancestor=IMAGE, before=,"
              + " since=CONTAINER, volume=, network=, publish=PORT, expose=PORT.")
  List<String> filters = new ArrayList<>();

  @Option(
      names = {"-n", "--last"},
      description = "Show the last N that were created, in any state.")
  int last;

  @Option(
      names = {"-l", "--latest"},
      description = "Show the last one that was created, in any state.")
  boolean latest;

  @Option(
      names = "--format",
      description = "json, or a template such as {{.Names}}, or table and a template.")
  String format = "table";

  @Override
  public int run() {
    var views = views();
    if (quiet) {
      views.forEach(view -> front().printLine(id(view)));
    } else if ("table".equals(format)) {
      front().print(table(views));
    } else {
      var rows =
          views.stream()
              .map(v -> new ListedContainer(v).fields(id(v), ago(v.created()), status(v)))
              .toList();
      front().print(ListedContainer.LISTING.text(format, rows));
    }
    return 0;
  }

  private List<ContainerView> views() {
    int limit = latest ? 1 : last;
    var listing = new ContainerListing(all, limit, ContainerFilter.parse(filters));
    return listing.of(engine()).stream().map(Listed::view).toList();
  }

  private String table(List<ContainerView> views) {
    var table =
        new Table("CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES");
    for (var view : views) {
      table.row(
          id(view),
          view.image(),
          command(view),
          ago(view.created()),
          status(view),
          PortList.of(view.networkSettings()).toString(),
          view.name().substring(1));
    }
    return table.toString();
  }

  private String id(ContainerView view) {
    return full ? view.id() : view.id().substring(0, SHORT_ID);
  }

  private String command(ContainerView view) {
    var words = Stream.concat(Stream.of(view.path()), view.args().stream());
    var text = words.collect(Collectors.joining(" ")).replaceAll("\\p{Cntrl}", " ");
    boolean cut = !full && text.length() > SHORT_COMMAND;
    return '"' + (cut ? text.substring(0, SHORT_COMMAND - 1) + "…" : text) + '"';
  }

  private static String ago(Instant instant) {
    return Age.of(Duration.between(instant, Instant.now())) + " ago";
  }

  private static String status(ContainerView view) {
    return view.state().words(Instant.now());
  }
}
