package dev.jug.engine.files;

import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.image.change.Change;
import dev.jug.image.change.Changes;
import dev.jug.image.change.LayerArchive;
import dev.jug.image.change.TreeArchive;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.RootSource.Directory;
import dev.jug.runtime.RootSource.Overlay;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one container, as they are now. What it does meanwhile may or may not be seen, but
 * it cannot make anybody read files outside its root.
 *
 * @param container its name, for messages
 * @param source what its root is made of
 * @param pid its process; null if it does not run
 * @param mounts knows what is mounted in it
 * @param targets where in it volumes and files of the host are mounted
 * @param ids what owners mean as long as it runs: what does not run is seen as it lies on disk
 */
public record ContainerFiles(
    String container,
    RootSource source,
    @Nullable Integer pid,
    Mounts mounts,
    List<String> targets,
    Ids ids) {
  /** Puts what a container has besides its root in its place, while it does not run. */
  public interface Mounts {
    /** Of one with nothing mounted, or whose mounts do not matter. */
    Mounts NONE =
        new Mounts() {
          @Override
          public Hold hold() {
            return () -> {};
          }

          @Override
          public Fd complete(Fd root, boolean writable) {
            return root;
          }
        };

    /** Has what it changed of its image where its source says, until the hold is closed. */
    Hold hold();

    /**
     * The same root with all that is mounted below it.
     *
     * @param root closed by this, if another one comes out
     * @param writable whether places that are missing are made
     */
    Fd complete(Fd root, boolean writable);
  }

  /** Something is where it is needed. */
  @FunctionalInterface
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Of one with nothing mounted, or whose mounts do not matter. */
  public ContainerFiles(String container, RootSource source, @Nullable Integer pid) {
    this(container, source, pid, Mounts.NONE, List.of(), Ids.MACHINE);
  }

  private static final Name HERE = Name.of(".");

  /**
   * Writes all of them as a tar archive, without what is mounted below the root.
   *
   * @throws IOException if something cannot be read or written
   */
  public void export(OutputStream out) throws IOException {
    var archive = new ArchiveWriter(out);
    try (var _ = mounts.hold();
        var root = pid == null ? ContainerRoot.still(source) : ContainerRoot.running(pid);
        var directory = Entries.directory(root, HERE.bytes())) {
      new TreeArchive(archive, seen()::inside, _ -> false).addBelow(directory);
    }
    archive.finish();
  }

  private Ids seen() {
    return pid == null ? Ids.MACHINE : ids;
  }

  /** Its root directory to read, as a location (O_PATH) that the caller closes. */
  public Fd open() {
    if (pid != null) {
      return ContainerRoot.running(pid);
    }
    try (var _ = mounts.hold()) {
      return mounts.complete(ContainerRoot.still(source), false);
    }
  }

  /**
   * A place in it, to which belongs what is mounted below as volume, from the host, or by the
   * engine for names: but not what the kernel makes up, nor what is in memory.
   *
   * @param root opened by this
   * @param shown how messages call the container
   */
  public Place place(Fd root, String path, String shown) {
    return new Place(
        root,
        path,
        shown,
        Stream.concat(targets.stream(), EngineTraces.WRITTEN.stream()).toList(),
        seen());
  }

  /**
   * Its root directory to read and write, as a location (O_PATH) that the caller closes. If it does
   * not run, it must not be started before that.
   */
  public Fd openWritable() {
    if (pid != null) {
      return ContainerRoot.running(pid);
    }
    try (var _ = mounts.hold()) {
      return mounts.complete(ContainerRoot.writable(source), true);
    }
  }

  /**
   * What it changed of its image, in the order of the paths.
   *
   * @throws Unavailable if it was made from a directory, which has no image
   * @throws IOException if something cannot be read
   */
  public List<Change> changes() throws IOException {
    var overlay = overlay();
    try (var _ = mounts.hold()) {
      return Files.isDirectory(overlay.upper()) ? changes(overlay) : List.of();
    }
  }

  private static List<Change> changes(Overlay overlay) throws IOException {
    try (var lower = ContainerRoot.below(overlay);
        var upper = Entries.directory(overlay.upper())) {
      return Changes.of(upper, lower, EngineTraces.in(upper, () -> ContainerRoot.below(overlay)));
    }
  }

  private Overlay overlay() {
    return switch (source) {
      case Overlay overlay -> overlay;
      case Directory(var path) ->
          throw new Unavailable(
              "container " + container + " writes into " + path + " itself",
              "There is no image that its changes could be told from.");
    };
  }

  /**
   * Writes what it changed as a layer; of one that was made from a directory, all there is.
   *
   * @return whether there was anything
   * @throws IOException if something cannot be read or written
   */
  public boolean layer(OutputStream out) throws IOException {
    return layer(out, Long.MAX_VALUE, _ -> false);
  }

  /**
   * The same, but no file is said to be newer than that, and some are left out.
   *
   * @param latest seconds since 1970
   * @param isLeftOut which paths
   */
  public boolean layer(OutputStream out, long latest, Predicate<Name> isLeftOut)
      throws IOException {
    if (source instanceof Directory) {
      export(out);
      return true;
    }
    var archive = new ArchiveWriter(out, latest);
    boolean isEmpty = true;
    try (var _ = mounts.hold()) {
      var overlay = overlay();
      if (Files.isDirectory(overlay.upper())) {
        isEmpty = !add(overlay, archive, isLeftOut);
      }
    }
    archive.finish();
    return !isEmpty;
  }

  private static boolean add(Overlay overlay, ArchiveWriter archive, Predicate<Name> isLeftOut)
      throws IOException {
    try (var upper = Entries.directory(overlay.upper())) {
      var traces = EngineTraces.in(upper, () -> ContainerRoot.below(overlay));
      var changes = new LayerArchive(archive, isLeftOut.or(traces));
      changes.add(upper);
      return !changes.isEmpty();
    }
  }
}
