package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.template.Listing;
import dev.jug.door.text.Size;
import dev.jug.door.text.Table;
import dev.jug.engine.view.Age;
import dev.jug.engine.view.ImageHistory;
import dev.jug.image.catalog.Image;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how an image came to be. */
@Command(name = "jug history", description = "Show how an image came to be, layer by layer.")
public final class HistoryCommand extends JugCommand {
  private static final int SHORT = 45;
  private static final Listing LISTING =
      new Listing(Map.of("ID", "IMAGE", "CreatedSince", "CREATED", "CreatedBy", "CREATED BY"));

  @Option(names = "--no-trunc", description = "Show commands in full.")
  boolean full;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show the image's id only.")
  boolean quiet;

  @Option(
      names = "--format",
      description = "json, or a template such as {{.CreatedBy}}, or table and a template.")
  String format = "table";

  @Parameters(paramLabel = "IMAGE", description = "Name or id.")
  String image = "";

  @Override
  public int run() throws IOException {
    var found = engine().images().find(image, null).image();
    var steps = ImageHistory.of(found, engine().images().upkeep().layerSizes(found)).reversed();
    if (quiet) {
      front().printLine(id(found));
    } else if ("table".equals(format)) {
      front().print(table(steps, id(found)));
    } else {
      front().print(LISTING.text(format, rows(steps, id(found))));
    }
    return 0;
  }

  private String table(List<ImageHistory> steps, String id) {
    var table = new Table("IMAGE", "CREATED", "CREATED BY", "SIZE", "COMMENT");
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      table.row(
          i == 0 ? id : "<missing>",
          ago(step.created()),
          cut(step.createdBy()),
          Size.of(step.size()),
          step.comment());
    }
    return table.toString();
  }

  private String id(Image image) {
    return full ? image.id().toString() : image.id().shortened();
  }

  /** What a template can ask for, with Docker's names. */
  private List<Map<String, String>> rows(List<ImageHistory> steps, String id) {
    var rows = new ArrayList<Map<String, String>>();
    for (var step : steps) {
      rows.add(
          Map.of(
              "Comment", step.comment(),
              "CreatedAt", Objects.toString(step.created(), ""),
              "CreatedBy", cut(step.createdBy()),
              "CreatedSince", ago(step.created()),
              "ID", rows.isEmpty() ? id : "<missing>",
              "Size", Size.of(step.size())));
    }
    return rows;
  }

  private String cut(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ");
    return full || line.length() <= SHORT ? line : line.substring(0, SHORT - 1) + "…";
  }

  private static String ago(@Nullable String created) {
    try {
      return created == null
          ? "N/A"
          : Age.of(Duration.between(OffsetDateTime.parse(created).toInstant(), Instant.now()))
              + " ago";
    } catch (DateTimeException _) {
      return "N/A";
    }
  }
}
