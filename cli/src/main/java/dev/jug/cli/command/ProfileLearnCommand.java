package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.MissingImage;
import dev.jug.cli.image.MissingImage.When;
import dev.jug.door.TakesCommand;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.learn.Learned;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a container and writes down what it needed. */
@Command(
    name = "jug profile learn",
    customSynopsis = "jug profile learn [OPTION...] IMAGE [--] COMMAND [ARGUMENT...]",
    description = {
      "Run a container, and write a profile of what it needed.",
      "All options are those of jug run; it stays with the container, and removes it."
    },
    sortOptions = false)
final class ProfileLearnCommand extends JugCommand implements TakesCommand {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the seccomp profile goes, default profile.json.")
  String output = "profile.json";

  @Option(
      names = "--audit-only",
      description = "Write one that has the kernel log other calls, instead of refusing them.")
  boolean auditOnly;

  @Mixin ContainerOptions options = new ContainerOptions();

  /** Ends as the container does. */
  @Override
  public int run() throws IOException {
    options.remove = true;
    var request =
        new Requests(options, front(), engine().resources()::group).request(false).startingAtOnce();
    new MissingImage(context(), When.parse(options.pull), options.quiet).provide(request);
    var file = Path.of(front().request().directory()).resolve(output).normalize();
    var folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new Invalid("cannot write " + file, "-o names a file in a directory that there is.");
    }
    return learn(request, file);
  }

  private int learn(ContainerRequest request, Path file) throws IOException {
    var process = options.process;
    var attachment =
        new Attachment(
            context(), process.interactive, process.terminal, true, false, process.detachKeys);
    attachment.check();
    try (var lesson = engine().security().lessons().begin(request)) {
      var container = new Creation(context(), options).create(lesson.request());
      int code = RunCommand.attached(container, attachment);
      var learned = lesson.learned();
      Files.writeString(file, learned.profile(!auditOnly));
      boolean networked = request.namespaces().network() instanceof NamespaceMode.OnNetwork;
      show(learned, file, networked);
      return code;
    }
  }

  /** The output is the container's. */
  private void show(Learned learned, Path file, boolean networked) {
    var lines = new StringBuilder();
    lines.append(
        "%s: %d system calls, of %d that the built-in filter lets through%n"
            .formatted(file, learned.calls().size(), learned.allowed()));
    learned
        .capabilities()
        .forEach(
            (capability, why) -> lines.append("  %-18s %s%n".formatted(capability.name(), why)));
    lines.append("--security-opt seccomp=").append(file);
    learned.options().forEach(word -> lines.append(' ').append(word));
    if (networked) {
      learned.networkOptions().forEach(word -> lines.append(' ').append(word));
    }
    front().printError(lines.toString());
  }
}
