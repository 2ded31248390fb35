package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.Inspection;
import dev.jug.engine.resource.Bill;
import dev.jug.engine.resource.BillView;
import dev.jug.engine.resource.ResourceView;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the bills of resource containers. */
@Command(
    name = "jug rc stats",
    description = "Show what resource containers have used, with all that was ever in them.")
public final class ResourceStatsCommand extends JugCommand {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final String HOME_AND_CLEAR = "\033[H\033[J";

  @Option(names = "--no-stream", description = "Look once.")
  boolean once;

  @Option(names = "--reset", description = "Look once, and begin to count anew.")
  boolean reset;

  @Option(
      names = "--format",
      description = "json, or a template such as {{.CPUTotal}}; nanoseconds and bytes.")
  String format = "";

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Default is all.")
  List<String> names = List.of();

  @Override
  public int run() {
    names.forEach(engine().resources()::inspect);
    do {
      var bills = wanted().stream().map(engine().resources()::bill).toList();
      front().print(clear() + text(bills));
      if (reset) {
        wanted().forEach(engine().resources()::reset);
      }
    } while (!once && !reset && pause());
    return 0;
  }

  private List<String> wanted() {
    return names.isEmpty()
        ? engine().resources().list().stream().map(ResourceView::name).toList()
        : names;
  }

  private String text(List<Bill> bills) {
    return format.isEmpty()
        ? new BillTable(bills).text()
        : Inspection.text(format, bills.stream().map(BillView::of).toList());
  }

  private String clear() {
    return !once && !reset && front().isTerminal(1) ? HOME_AND_CLEAR : "";
  }

  /** False if whoever looked has gone. */
  private static boolean pause() {
    try {
      Thread.sleep(PERIOD);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
