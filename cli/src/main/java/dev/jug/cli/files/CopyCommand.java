package dev.jug.cli.files;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.FrontOutput;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.files.Copy;
import dev.jug.engine.files.Place;
import dev.jug.image.change.Owner;
import dev.jug.linux.Fd;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies files into and out of containers. */
@Command(
    name = "jug cp",
    description = "Copy files between a container and here; - is a tar archive.",
    sortOptions = false)
public final class CopyCommand extends JugCommand {
  @Option(
      names = {"-a", "--archive"},
      description = "Keep owners and groups.")
  boolean keep;

  @Option(
      names = {"-L", "--follow-link"},
      description = "Copy what a symbolic link leads to.")
  boolean follow;

  @Option(
      names = {"-q", "--quiet"},
      description = "As without: nothing is said.")
  boolean quiet;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "CONTAINER:PATH, PATH or -.")
  String source = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "CONTAINER:PATH, PATH or -.")
  String target = "";

  /**
   * A path, and whose.
   *
   * @param container null for the machine's own
   */
  private record Side(@Nullable String container, String path) {
    static Side parse(String text) {
      int colon = text.indexOf(':');
      boolean own = colon < 1 || text.startsWith("/") || text.startsWith(".");
      return own
          ? new Side(null, text)
          : new Side(text.substring(0, colon), text.substring(colon + 1));
    }
  }

  @Override
  public int run() throws IOException {
    var from = Side.parse(source);
    var to = Side.parse(target);
    if (from.container() == null && to.container() == null) {
      throw new Invalid("must specify at least one container source", "Write CONTAINER:PATH.");
    }
    var copy = new Copy(engine().images().scratch());
    if ("-".equals(to.path()) && to.container() == null) {
      try (var root = root(from, false);
          var out = new BufferedOutputStream(new FrontOutput(front()), 1 << 16)) {
        copy.read(place(root, from), follow, out);
      }
    } else if ("-".equals(from.path()) && from.container() == null) {
      try (var root = root(to, true)) {
        copy.write(front().inputStream(), place(root, to));
      }
    } else {
      try (var source = root(from, false);
          var destination = root(to, true)) {
        copy.copy(place(source, from), place(destination, to), follow, owner(to));
      }
    }
    return 0;
  }

  private Fd root(Side side, boolean write) {
    if (side.container() == null) {
      return Copy.host();
    }
    var files = engine().container(side.container()).files();
    return write ? files.openWritable() : files.open();
  }

  private Place place(Fd root, Side side) {
    if (side.container() != null) {
      var files = engine().container(side.container()).files();
      return files.place(root, side.path(), "container " + side.container());
    }
    var here = Path.of(front().request().directory());
    var absolute = here + "/" + side.path();
    return new Place(root, side.path().startsWith("/") ? side.path() : absolute, "this machine");
  }

  /** Copies belong to root in containers, and here to whoever asked. */
  private @Nullable Owner owner(Side to) {
    if (keep) {
      return null;
    }
    var peer = front().peer();
    return to.container() == null ? new Owner(peer.uid(), peer.gid()) : new Owner(0, 0);
  }
}
