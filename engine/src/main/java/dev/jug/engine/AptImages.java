package dev.jug.engine;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;

import dev.jug.engine.apt.AptRequest;
import dev.jug.engine.apt.AptState;
import dev.jug.engine.apt.Bootstrap;
import dev.jug.engine.apt.BootstrapOutput;
import dev.jug.engine.apt.Leftovers;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.user.RootView;
import dev.jug.image.catalog.Image;
import dev.jug.image.change.TreeArchive;
import dev.jug.image.error.ImageException;
import dev.jug.image.make.LayerContent;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Rooted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Makes images of packages: a container puts a root file system together, and from there it becomes
 * a layer (docs/apt-images.md). Thread-safe.
 */
public final class AptImages {
  private static final Path MACHINE = Path.of("/");
  private final Engine engine;

  AptImages(Engine engine) {
    this.engine = engine;
  }

  /**
   * Makes an image and gives it its name. Whatever happens, nothing else is left.
   *
   * @param progress hears how far it is, often
   * @throws EngineException if this machine lacks something, or there is no such suite or package
   * @throws ImageException if what came of it is no layer
   * @throws IOException if the disk fails
   */
  public Image make(AptRequest request, Consumer<AptState> progress) throws IOException {
    var bootstrap = Bootstrap.of(request, MACHINE);
    var output = bootstrap.output(progress);
    progress.accept(AptState.BEGIN);
    try (var bench = Workbench.start(engine, bootstrap.container(), bootstrap.script())) {
      bench
          .runUntil(output::isDone, output::add)
          .ifPresent(code -> {
            throw output.failure(code);
          });
      try (var root = bench.files().open();
          var tree = Rooted.open(root, Bootstrap.ROOT, O_DIRECTORY)) {
        return image(request, bootstrap, output, tree);
      }
    }
  }

  private Image image(AptRequest request, Bootstrap bootstrap, BootstrapOutput output, Fd tree)
      throws IOException {
    var description =
        bootstrap.description(
            text(tree, "etc/os-release"), text(tree, "etc/debian_version"), output.date());
    try (var maker = engine.images().make()) {
      maker.layer(layer(tree, output.date()), description.history());
      maker.defaults(description.config());
      if (Thread.interrupted()) {
        throw new CancellationException("nobody waits for " + request.name() + " any more");
      }
      return maker.finish(description.created(), request.name());
    }
  }

  private static LayerContent layer(Fd tree, long date) {
    return out -> {
      var archive = new ArchiveWriter(out, date);
      new TreeArchive(archive, new Leftovers()).addBelow(tree);
      archive.finish();
    };
  }

  private static String text(Fd tree, String path) {
    return new RootView(List.of(Path.of("/proc/self/fd", Integer.toString(tree.number()))))
        .read(path)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }
}
