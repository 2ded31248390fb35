package dev.jug.image.layer;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps unpacked layers, and gives what a container's root file system is made of.
 *
 * <p>An image's layers come from the lowest up, each as an uncompressed tar archive:
 *
 * <pre>{@code
 * for each chain of the image, from its lowest layer alone to all of them:
 *     if (!driver.has(chain))
 *         try (var draft = driver.unpack(chain, archive, limits)) {   // reads the archive to its end
 *             …verify that what was read has the digest chain.top()…
 *             draft.commit();                                        // now, and only now, has(chain)
 *         }
 * try (var tree = driver.open(chain)) {
 *     …mount tree.lowers() below a directory for changes…
 * }
 * }</pre>
 *
 * <p>All drivers hold the same tree: contents, owners, modes, times, extended attributes, hard
 * links, devices, sparse files; whiteouts and opaque directories hide what is below them. Safe for
 * use by several threads; several processes may use the same directory, and each may be killed at
 * any instant: what was not committed is removed by {@link #clean()}.
 */
public interface LayerDriver extends AutoCloseable {
  /** As users choose it: {@code erofs}, {@code overlay}, {@code vfs}. */
  String name();

  /** Whether a layer can be unpacked before those below it. */
  boolean independent();

  /** Whether the topmost layer of the chain is there; for dependent layers, those below it too. */
  boolean has(Chain chain);

  /**
   * Unpacks the topmost layer of a chain, for the others see {@link #independent()}.
   *
   * @param archive an uncompressed tar archive, whose author may be hostile; read to its end, and
   *     closed by the caller
   * @throws ImageException if the archive is broken, hostile, or beyond the limits
   * @throws IOException if the disk, or the stream, fails
   */
  Draft unpack(Chain chain, InputStream archive, LayerLimits limits) throws IOException;

  /**
   * The tree of a chain whose layers are all there. Open as long as a container uses it.
   *
   * @throws ImageException if a layer is missing, or cannot be mounted
   */
  LayerTree open(Chain chain);

  /** The name under which the topmost layer of a chain is kept. */
  Digest key(Chain chain);

  /** The names of all layers that are there. */
  List<Digest> stored() throws IOException;

  /**
   * Takes a layer's name away at once: nobody finds it any more. One that is not there is fine.
   *
   * @return removes its content, which takes longer, when it is closed
   */
  Withdrawn withdraw(Digest key) throws IOException;

  /** How much of the disk a layer takes, in bytes; 0 if it is not there. */
  long diskSize(Digest key) throws IOException;

  /**
   * What is wrong with the topmost layer of a chain, which is there; empty if it still is what was
   * committed. Reads all of it.
   *
   * @param archive the layer's archive, for drivers that must unpack it again to know
   */
  Optional<String> damage(Chain chain, Archive archive) throws IOException;

  /** The uncompressed archive of a layer. */
  @FunctionalInterface
  interface Archive {
    /** Opens it; the caller closes it. */
    InputStream open() throws IOException;
  }

  /** Removes drafts, and withdrawn layers, whose makers are dead. */
  void clean() throws IOException;

  /** What {@link #clean()} would remove. */
  List<Path> dead() throws IOException;

  /** Lets mounts go that no tree uses. */
  @Override
  void close();

  /** An unpacked layer that nobody sees yet. */
  interface Draft extends AutoCloseable {
    /** Where it is until then. */
    Path result();

    /** Makes it last, synced to disk; one that somebody else committed meanwhile is as good. */
    void commit() throws IOException;

    /** Discards what was not committed. */
    @Override
    void close();
  }

  /** A layer without a name, whose content still takes space. */
  interface Withdrawn extends AutoCloseable {
    /** How much of the disk its content takes, in bytes. */
    long bytes() throws IOException;

    /** Removes the content; what cannot be removed now is removed by the next cleaning. */
    @Override
    void close();
  }
}
