package dev.jug.cli.files;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.request.CommitRequest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an image of a container. */
@Command(
    name = "jug commit",
    description = "Make an image of what a container has become.",
    sortOptions = false)
public final class CommitCommand extends JugCommand {
  @Option(
      names = {"-a", "--author"},
      description = "Who made it.")
  @Nullable String author;

  @Option(
      names = {"-m", "--message"},
      description = "What its history shall say.")
  @Nullable String message;

  @Option(
      names = {"-c", "--change"},
      description = "A Dockerfile's instruction: CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, USER, …")
  List<String> changes = new ArrayList<>();

  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME[:TAG]",
      description = "What it shall be called.")
  @Nullable String name;

  @Override
  public int run() throws IOException {
    var reference = name == null ? null : Reference.parse(name);
    var request = new CommitRequest(reference, author, message, changes);
    front().printLine(engine().container(container).commit(request).id().toString());
    return 0;
  }
}
