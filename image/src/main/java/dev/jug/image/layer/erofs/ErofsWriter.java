package dev.jug.image.layer.erofs;

import dev.jug.image.tree.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Writes the metadata of a layer behind its archive, and the head before it. */
final class ErofsWriter {
  private final FileChannel channel;
  private final List<Inode> inodes = new ArrayList<>();
  private long begin;

  ErofsWriter(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Completes the file.
   *
   * @param archive how many bytes the archive has
   */
  void write(Node root, long archive) throws IOException {
    collect(root, root);
    long end = Format.roundUp(Format.ARCHIVE + archive, Format.BLOCK);
    var out = new Output(channel, end);
    for (var inode : inodes) {
      var sparse = inode.sparse();
      if (sparse != null) {
        sparse.write(channel, out);
      }
    }
    long metadata = Format.roundUp(out.position(), Format.BLOCK);
    place(metadata);
    writeBlocks(out);
    writeInodes(out);
    out.padTo(Format.roundUp(out.position(), Format.BLOCK));
    out.flush();
    var head = Format.head(begin, root.place(), inodes.size(), out.position());
    while (head.hasRemaining()) {
      channel.write(head, head.position());
    }
    Seal.of(channel, archive, metadata).write(channel);
  }

  /** The root comes first: its number has 16 bits only. A node with several names comes once. */
  private void collect(Node node, Node parent) {
    if (node.place() >= 0) {
      return;
    }
    node.putAt(0);
    inodes.add(new Inode(node, parent));
    for (var child : node.children().values()) {
      collect(child, node);
    }
  }

  private void place(long from) {
    long position = from;
    for (var inode : inodes) {
      if (inode.needsBlocks()) {
        inode.contentAt(position);
        position = Format.roundUp(position + inode.contentLength(), Format.BLOCK);
      }
    }
    begin = position;
    // Number 0 means no inode to some.
    position += Format.INODE;
    for (var inode : inodes) {
      long place = inode.placeFrom(position);
      inode.node().putAt(place);
      position = place + inode.length();
    }
  }

  private void writeBlocks(Output out) throws IOException {
    for (var inode : inodes) {
      if (inode.needsBlocks()) {
        out.padTo(Format.roundUp(out.position(), Format.BLOCK));
        out.put(inode.contentBytes(begin));
      }
    }
    out.padTo(begin);
  }

  private void writeInodes(Output out) throws IOException {
    int number = 1;
    for (var inode : inodes) {
      out.padTo(inode.node().place());
      inode.write(out.room(inode.length()), begin, number++);
    }
  }
}
