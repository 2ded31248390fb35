package dev.jug.cli.kube;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.manifest.ManifestException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays Kubernetes' manifests. */
@Command(
    name = "jug kube play",
    description = "Run what a Kubernetes manifest says, and keep it so.",
    sortOptions = false)
public final class KubePlayCommand extends JugCommand {
  @Option(names = "--name", description = "What it is called; default is the file's name.")
  @Nullable String name;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait until all pods are ready; 0 does not wait.")
  int wait = 60;

  @Parameters(
      paramLabel = "FILE|-",
      arity = "1..*",
      description = "Manifests, in YAML or JSON; - is standard input.")
  List<String> files = new ArrayList<>();

  @Override
  public int run() throws IOException {
    if (name != null && files.size() > 1) {
      throw new Invalid("--name is for one file", "Play them one by one.");
    }
    var names = new FileNames(front());
    for (var file : files) {
      var called = name == null ? names.played(file) : name;
      var text = names.text(file);
      var manifest = read(text);
      manifest.notes().forEach(note -> front().printError("jug kube play: " + note));
      new PodImages(context()).provide(manifest);
      for (var change : context().play().apply(called, text)) {
        front().printLine(change.object() + " " + change.what());
      }
    }
    int code = 0;
    for (var file : files) {
      code = Math.max(code, await(name == null ? names.played(file) : name));
    }
    return code;
  }

  private static Manifest read(String text) {
    try {
      return Manifest.read(text);
    } catch (ManifestException e) {
      throw new Invalid(String.valueOf(e.getMessage()), "Nothing was changed.");
    }
  }

  private int await(String called) {
    if (wait == 0) {
      return 0;
    }
    try {
      var missing = context().play().await(called, Duration.ofSeconds(wait));
      missing.forEach(line -> front().printError("jug kube play: " + line));
      return missing.isEmpty() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("nobody waits any more", "", e);
    }
  }
}
