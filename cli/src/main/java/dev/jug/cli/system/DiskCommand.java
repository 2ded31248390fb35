package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what takes space. */
@Command(name = "jug system df", description = "Show what takes how much of the disk.")
public final class DiskCommand extends JugCommand {
  @Option(
      names = {"-v", "--verbose"},
      description = "Show each image, container and volume.")
  boolean verbose;

  @Option(
      names = "--explain",
      description = "Show each thing, its exact size, what it is there for, and what frees it.")
  boolean explain;

  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "table";

  @Override
  public int run() throws IOException {
    var items = engine().space();
    boolean json = "json".equals(format);
    if (explain) {
      var ledger = new Ledger(items);
      front().print(json ? ledger.json() : ledger.table());
    } else if (verbose) {
      front().print(new DiskDetails(engine(), items).text(Instant.now()));
    } else {
      var summary = new DiskSummary(engine(), items);
      front().print(json ? summary.json() : summary.table());
    }
    return 0;
  }
}
