package dev.jug.image.layer.erofs;

import dev.jug.image.tree.Node;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One inode (struct erofs_inode_extended), and where its content lies. Not thread-safe. */
final class Inode {
  private static final int EXTENDED = 1;

  private final Node node;
  private final Node parent;
  private final byte[] attributes;
  private final @Nullable SparseContent sparse;
  private final int contentSize;
  private boolean inline;
  private long content;

  /**
   * The inode of a node.
   *
   * @param parent of a directory; any node for others
   */
  Inode(Node node, Node parent) {
    this.node = node;
    this.parent = parent;
    attributes = Attributes.of(node);
    sparse = node.isSparse() ? new SparseContent(node) : null;
    contentSize = contentSize();
    inline = contentSize > 0 && Format.INODE + attributes.length + contentSize <= Format.BLOCK;
  }

  private int contentSize() {
    if (node.isDirectory()) {
      return new DirectoryContent(node, parent).size();
    }
    var link = node.link();
    return link == null ? 0 : link.bytes().length;
  }

  Node node() {
    return node;
  }

  @Nullable SparseContent sparse() {
    return sparse;
  }

  /** Whether its content needs blocks of its own. */
  boolean needsBlocks() {
    return contentSize > 0 && !inline;
  }

  int contentLength() {
    return contentSize;
  }

  void contentAt(long position) {
    content = position;
  }

  /** The first place from here on at which small content does not reach into the next block. */
  long placeFrom(long position) {
    long place = Format.roundUp(position, Format.SLOT);
    if (inline) {
      long begin = place + Format.INODE + attributes.length;
      boolean crosses = begin / Format.BLOCK != (begin + contentSize - 1) / Format.BLOCK;
      place = crosses ? Format.roundUp(place, Format.BLOCK) : place;
    }
    return place;
  }

  /** How many bytes it takes with what is behind it. */
  int length() {
    int map = sparse == null ? 0 : sparse.mapSize();
    return Format.INODE + attributes.length + (inline ? contentSize : 0) + map;
  }

  /** A directory's entries, or a link's target. */
  byte[] contentBytes(long inodes) {
    var link = node.link();
    return link == null ? new DirectoryContent(node, parent).bytes(inodes) : link.bytes();
  }

  /**
   * Writes it.
   *
   * @param inodes where inodes begin
   * @param number what stat(2) shows
   */
  void write(ByteBuffer out, long inodes, int number) {
    out.putShort((short) (EXTENDED | layout() << 1));
    out.putShort((short) Attributes.count(attributes));
    out.putShort((short) node.mode());
    out.putShort((short) 0);
    out.putLong(contentSize > 0 ? contentSize : node.size());
    out.putInt(location());
    out.putInt(number);
    out.putInt(node.uid());
    out.putInt(node.gid());
    out.putLong(node.seconds());
    out.putInt(node.nanos());
    out.putInt(links());
    out.put(new byte[16]);
    out.put(attributes);
    if (sparse != null) {
      sparse.putMap(out);
    } else if (inline) {
      out.put(contentBytes(inodes));
    }
  }

  private int layout() {
    return sparse != null ? Format.CHUNKED : inline ? Format.INLINE : Format.PLAIN;
  }

  private int location() {
    if (sparse != null) {
      return sparse.format();
    }
    if (contentSize > 0) {
      return inline ? -1 : (int) (content / Format.BLOCK);
    }
    if (node.isFile()) {
      return node.size() == 0 ? 0 : (int) ((Format.ARCHIVE + node.data()) / Format.BLOCK);
    }
    return (node.minor() & 0xff) | (node.major() << 8) | ((node.minor() & ~0xff) << 12);
  }

  private int links() {
    if (!node.isDirectory()) {
      return node.links();
    }
    int links = 2;
    for (var child : node.children().values()) {
      links += child.isDirectory() ? 1 : 0;
    }
    return links;
  }
}
