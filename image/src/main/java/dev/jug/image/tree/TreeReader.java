package dev.jug.image.tree;

import dev.jug.image.layer.LayerLimits;
import dev.jug.image.tar.ArchiveReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/**
 * Reads a layer's archive into a tree, and copies it on its way into a file, where the contents of
 * the tree's files are found later.
 */
public final class TreeReader {
  private final FileChannel copy;
  private final long begin;
  private final LongConsumer progress;
  private long count;

  /**
   * A reader.
   *
   * @param copy takes the archive's bytes
   * @param begin where in that file
   */
  public TreeReader(FileChannel copy, long begin) {
    this(copy, begin, _ -> {});
  }

  /**
   * A reader that tells how far it is.
   *
   * @param copy takes the archive's bytes
   * @param begin where in that file
   * @param progress hears how long the file is, again and again
   */
  public TreeReader(FileChannel copy, long begin, LongConsumer progress) {
    this.copy = copy;
    this.begin = begin;
    this.progress = progress;
  }

  /**
   * Reads an archive to its end.
   *
   * @return the tree's root
   * @throws dev.jug.image.error.ImageException if the archive is broken, hostile, or beyond the
   *     limits
   * @throws IOException if the disk, or the stream, fails
   */
  public Node read(InputStream archive, LayerLimits limits) throws IOException {
    return read(archive, limits, new TreeBuilder(true));
  }

  /**
   * Reads an archive to its end, which is no layer of an image: no name means a whiteout.
   *
   * @return the tree's root
   */
  public Node readPlain(InputStream archive, LayerLimits limits) throws IOException {
    return read(archive, limits, new TreeBuilder(false));
  }

  private Node read(InputStream archive, LayerLimits limits, TreeBuilder tree) throws IOException {
    var reader = new ArchiveReader(archive, this::write, limits);
    for (var member = reader.next(); member.isPresent(); member = reader.next()) {
      tree.add(member.get());
    }
    return tree.root();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      count += copy.write(bytes, begin + count);
    }
    progress.accept(begin + count);
  }

  /** How many bytes the archive had. */
  public long count() {
    return count;
  }
}
