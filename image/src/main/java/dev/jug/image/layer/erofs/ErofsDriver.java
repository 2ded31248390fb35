package dev.jug.image.layer.erofs;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.layer.LayerFiles;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.layer.Lowers;
import dev.jug.image.layer.Staging;
import dev.jug.image.layer.Unions;
import dev.jug.image.tree.TreeReader;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.linux.fs.Writeback;
import dev.jug.linux.mount.DetachedMount;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps each layer as one file, which is mounted instead of unpacked. The mounts are detached: only
 * this process and those it hands them to see them, and they end with the last of these. Each layer
 * is mounted once, so that all containers share what the kernel has read of it.
 */
public final class ErofsDriver implements LayerDriver {
  private final LayerFiles files;
  private final Staging staging;
  private final Map<Digest, Mounted> mounts = new HashMap<>();
  private final Unions unions = new Unions();

  /** A layer's root, and whether it hides all that lies below it. */
  private record Mounted(Fd root, boolean hidesAll) {}

  /**
   * Layers below a directory, which is made if it is not there.
   *
   * @throws IOException if it cannot be made
   */
  public ErofsDriver(Path folder) throws IOException {
    this.files = new LayerFiles(Files.createDirectories(folder));
    this.staging = new Staging(folder.resolveSibling(folder.getFileName() + ".new"));
  }

  @Override
  public String name() {
    return "erofs";
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public boolean has(Chain chain) {
    return Files.exists(file(chain.top()));
  }

  private Path file(Digest diffId) {
    return files.of(diffId);
  }

  @Override
  public Draft unpack(Chain chain, InputStream archive, LayerLimits limits) throws IOException {
    var draft = staging.begin();
    try (var channel = FileChannel.open(draft.result(), READ, WRITE, CREATE_NEW);
        var writeback = new Writeback(draft.result())) {
      var reader = new TreeReader(channel, Format.ARCHIVE, writeback::reached);
      var root = reader.read(archive, limits);
      new ErofsWriter(channel).write(root, reader.count());
      channel.force(false);
      return draft.of(file(chain.top()));
    } catch (IOException | RuntimeException e) {
      draft.close();
      throw e;
    }
  }

  @Override
  public LayerTree open(Chain chain) {
    var layers = new ArrayList<Digest>();
    var lowers = new ArrayList<Path>();
    for (var diffId : chain.fromTop()) {
      var mount = mounted(diffId);
      layers.add(diffId);
      lowers.add(Unions.location(mount.root()));
      if (mount.hidesAll()) {
        break;
      }
    }
    // Mounts stay for the next container.
    return LayerTree.of(lowers, unions.of(layers, lowers));
  }

  private synchronized Mounted mounted(Digest diffId) {
    return mounts.computeIfAbsent(diffId, this::mount);
  }

  private Mounted mount(Digest diffId) {
    if (!Files.exists(file(diffId))) {
      throw new ImageException(
          Kind.NOT_FOUND, "layer " + diffId + " is not unpacked", "Pull the image again.");
    }
    try {
      var root = mount(file(diffId));
      return new Mounted(root, Lowers.hidesAll(root));
    } catch (SysException e) {
      throw new ImageException(
          Kind.FAILED, "layer " + diffId + " cannot be mounted: " + e.getMessage(), "", e);
    }
  }

  static Fd mount(Path file) {
    return DetachedMount.readOnly("erofs", List.of(Map.entry("source", file.toString())));
  }

  @Override
  public Digest key(Chain chain) {
    return chain.top();
  }

  @Override
  public List<Digest> stored() throws IOException {
    return files.stored();
  }

  @Override
  public synchronized Withdrawn withdraw(Digest key) throws IOException {
    var withdrawn = staging.withdraw(file(key));
    unions.forget(key);
    var mount = mounts.remove(key);
    if (mount != null) {
      mount.root().close();
    }
    return withdrawn;
  }

  @Override
  public long diskSize(Digest key) {
    return new DiskUsage().of(file(key));
  }

  @Override
  public Optional<String> damage(Chain chain, Archive archive) throws IOException {
    try (var channel = FileChannel.open(file(chain.top()), READ)) {
      return Seal.damage(channel, chain.top());
    } catch (NoSuchFileException _) {
      // It was removed meanwhile.
      return Optional.empty();
    }
  }

  @Override
  public void clean() throws IOException {
    staging.clean();
  }

  @Override
  public List<Path> dead() throws IOException {
    return staging.dead();
  }

  @Override
  public synchronized void close() {
    unions.close();
    mounts.values().forEach(mount -> mount.root().close());
    mounts.clear();
  }
}
