package dev.jug.cli.files;

import dev.jug.cli.context.JugCommand;
import dev.jug.image.make.ConfigChanges;
import dev.jug.image.make.LayerContent;
import dev.jug.oci.image.History;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an image of an archive of files. */
@Command(
    name = "jug import",
    description = "Make an image of a tar archive, as export writes it.",
    sortOptions = false)
public final class ImportCommand extends JugCommand {
  @Option(
      names = {"-c", "--change"},
      description = "A Dockerfile's instruction: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, USER, …")
  List<String> changes = new ArrayList<>();

  @Option(
      names = {"-m", "--message"},
      description = "What its history shall say.")
  @Nullable String message;

  @Option(names = "--platform", description = "Where it runs; default is here.")
  @Nullable String platform;

  @Parameters(index = "0", paramLabel = "FILE|-", description = "Archive, plain or packed.")
  String file = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME[:TAG]",
      description = "What it shall be called.")
  @Nullable String name;

  @Override
  public int run() throws IOException {
    var reference = name == null ? null : Reference.parse(name);
    var created = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var comment = message == null ? "Imported from " + file : message;
    try (var archive = new Archives(front()).read(file);
        var plain = engine().images().plain(archive, file);
        var maker = engine().images().make()) {
      maker.defaults(ConfigChanges.apply(maker.defaults(), changes));
      if (platform != null) {
        maker.platform(Platform.parse(platform));
      }
      maker.layer(LayerContent.of(plain), new History(created, null, null, comment, false));
      front().printLine(maker.finish(created, reference).id().toString());
    }
    return 0;
  }
}
