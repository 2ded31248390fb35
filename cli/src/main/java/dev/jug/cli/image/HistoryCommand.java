package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Age;
import dev.jug.door.text.Json;
import dev.jug.door.text.Size;
import dev.jug.door.text.Table;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  @Option(names = "--no-trunc", description = "Show commands in full.")
  boolean full;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show the image's id only.")
  boolean quiet;

  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "table";

  @Parameters(paramLabel = "IMAGE", description = "Name or id.")
  String image = "";

  @Override
  public int run() throws IOException {
    var found = engine().images().find(image, null).image();
    var steps = ImageHistory.of(found, engine().images().upkeep().layerSizes(found)).reversed();
    if (quiet) {
      front().printLine(full ? found.id().toString() : found.id().shortened());
    } else if ("json".equals(format)) {
      steps.forEach(step -> front().printLine(json(step)));
    } else {
      front().print(table(steps, found.id().shortened()));
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

  private static String json(ImageHistory step) {
    return Json.object(
        Map.of(
            "Comment", step.comment(),
            "CreatedAt", Objects.toString(step.created(), ""),
            "CreatedBy", step.createdBy(),
            "Size", Size.of(step.size())));
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
