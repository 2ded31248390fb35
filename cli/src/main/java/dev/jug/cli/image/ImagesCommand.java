package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Size;
import dev.jug.door.text.Table;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.error.ImageException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists images. */
@Command(name = "jug images", description = "List images.", sortOptions = false)
public final class ImagesCommand extends JugCommand {
  @Option(
      names = {"-a", "--all"},
      description = "As without: there are no intermediate images.")
  boolean all;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show ids only.")
  boolean quiet;

  @Option(names = "--digests", description = "Show digests too.")
  boolean digests;

  @Option(names = "--no-trunc", description = "Show everything in full.")
  boolean full;

  @Option(
      names = {"-f", "--filter"},
      description =
          "reference=PATTERN, dangling=true|false, label=NAME[=VALUE], before=IMAGE, since=IMAGE.")
  List<String> filters = new ArrayList<>();

  @Option(
      names = "--format",
      description = "json, or a template such as {{.Repository}}, or table and a template.")
  String format = "table";

  @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "Only images of this name.")
  @Nullable String pattern;

  @Override
  public int run() throws IOException {
    var now = Instant.now();
    var lines = lines();
    if (quiet) {
      lines.stream().map(line -> line.id(full)).distinct().forEach(front()::printLine);
    } else if ("table".equals(format)) {
      front().print(digests ? withDigests(lines, now) : table(lines, now));
    } else {
      var rows = lines.stream().map(line -> line.fields(now, full)).toList();
      front().print(ImageLine.LISTING.text(format, rows));
    }
    return 0;
  }

  private List<ImageLine> lines() throws IOException {
    var all = all();
    return all.stream().filter(ImageFilter.of(filters, pattern, all)).toList();
  }

  /** The newest first. */
  private List<ImageLine> all() throws IOException {
    var lines = new ArrayList<ImageLine>();
    for (CatalogEntry entry : engine().images().entries().reversed()) {
      try {
        for (var image : engine().images().images(entry)) {
          lines.add(new ImageLine(entry, image, engine().images().upkeep().unpackedSize(image)));
        }
      } catch (ImageException e) {
        front().printError("jug images: " + entry.shown() + ": " + e.getMessage());
      }
    }
    return lines;
  }

  private String table(List<ImageLine> lines, Instant now) {
    var table = new Table("REPOSITORY", "TAG", "IMAGE ID", "CREATED", "SIZE");
    for (var line : lines) {
      table.row(line.repository(), line.tag(), line.id(full), line.age(now), Size.of(line.size()));
    }
    return table.toString();
  }

  private String withDigests(List<ImageLine> lines, Instant now) {
    var table = new Table("REPOSITORY", "TAG", "DIGEST", "IMAGE ID", "CREATED", "SIZE");
    for (var line : lines) {
      table.row(
          line.repository(),
          line.tag(),
          line.digest(),
          line.id(full),
          line.age(now),
          Size.of(line.size()));
    }
    return table.toString();
  }
}
