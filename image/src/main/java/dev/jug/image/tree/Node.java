package dev.jug.image.tree;

import dev.jug.image.tar.Member;
import dev.jug.image.tar.Member.Extent;
import dev.jug.image.tar.Name;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file of a layer, whatever its names: hard links lead to the same node. Only what most files
 * have is stored in fields of its own. Not thread-safe.
 */
public final class Node {
  private static final int S_IFIFO = 0x1000;
  private static final int S_IFCHR = 0x2000;
  private static final int S_IFDIR = 0x4000;
  private static final int S_IFBLK = 0x6000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFLNK = 0xa000;
  private static final int S_IFMT = 0xf000;

  private int mode;
  private int uid;
  private int gid;
  private long seconds;
  private int nanos;
  private final long size;
  private final long data;
  private final long device;
  private final @Nullable Name link;
  private final List<Extent> extents;
  private Map<String, byte[]> attributes;
  private @Nullable Map<Name, Node> children;
  private int links;
  private boolean opaque;
  private long place = -1;

  private Node(
      int mode, long size, long data, long device, @Nullable Name link, List<Extent> extents) {
    this.mode = mode;
    this.size = size;
    this.data = data;
    this.device = device;
    this.link = link;
    this.extents = extents;
    this.attributes = Map.of();
  }

  /** A directory that no member told of. */
  static Node directory() {
    var node = new Node(S_IFDIR | 0755, 0, 0, 0, null, List.of());
    node.children = new TreeMap<>();
    return node;
  }

  /** Hides what lower layers have under its name, as overlayfs wants it. */
  static Node whiteout() {
    return new Node(S_IFCHR, 0, 0, 0, null, List.of());
  }

  /** What a member tells of; links to other members have no node of their own. */
  static Node of(Member member, Map<String, byte[]> attributes) {
    boolean symbolic = member.type() == Member.Type.SYMBOLIC_LINK;
    var node =
        new Node(
            format(member.type()),
            symbolic ? member.link().bytes().length : member.size(),
            member.type() == Member.Type.SPARSE ? 0 : member.data(),
            (long) member.major() << 32 | Integer.toUnsignedLong(member.minor()),
            symbolic ? member.link() : null,
            member.extents());
    if (member.type() == Member.Type.DIRECTORY) {
      node.children = new TreeMap<>();
    }
    node.describe(member, attributes);
    return node;
  }

  private static int format(Member.Type type) {
    return switch (type) {
      case FILE, SPARSE, HARD_LINK -> S_IFREG;
      case SYMBOLIC_LINK -> S_IFLNK;
      case CHARACTER_DEVICE -> S_IFCHR;
      case BLOCK_DEVICE -> S_IFBLK;
      case DIRECTORY -> S_IFDIR;
      case FIFO -> S_IFIFO;
    };
  }

  /** Takes over what a member says about it, besides its content. */
  void describe(Member member, Map<String, byte[]> its) {
    mode = (mode & S_IFMT) | (link == null ? member.mode() : 0777);
    uid = member.uid();
    gid = member.gid();
    seconds = member.seconds();
    nanos = member.nanos();
    attributes = its;
  }

  /** Type and permissions, as stat(2) has them. */
  public int mode() {
    return mode;
  }

  /** Owner. */
  public int uid() {
    return uid;
  }

  /** Group. */
  public int gid() {
    return gid;
  }

  /** When it was changed, in seconds since 1970. */
  public long seconds() {
    return seconds;
  }

  /** The fraction of that, 0 … 999 999 999. */
  public int nanos() {
    return nanos;
  }

  /** Bytes of a file with its holes, or of a symbolic link's target. */
  public long size() {
    return size;
  }

  /** Where a file's bytes begin in the archive. */
  public long data() {
    return data;
  }

  /** A device's major number. */
  public int major() {
    return (int) (device >> 32);
  }

  /** A device's minor number. */
  public int minor() {
    return (int) device;
  }

  /** What a symbolic link says; null for others. */
  public @Nullable Name link() {
    return link;
  }

  /** What a sparse file has besides holes; empty for others. */
  public List<Extent> extents() {
    return extents;
  }

  /** Whether it is a sparse file, even one of holes only. */
  public boolean isSparse() {
    return isFile() && data == 0 && size > 0;
  }

  /** Extended attributes by name. */
  public Map<String, byte[]> attributes() {
    return attributes;
  }

  /** A directory's entries, ordered by the bytes of their names; empty for others. */
  public Map<Name, Node> children() {
    return children == null ? Map.of() : children;
  }

  Map<Name, Node> entries() {
    if (children == null) {
      throw new IllegalStateException("no directory");
    }
    return children;
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return children != null;
  }

  /** Whether it is a regular file. */
  public boolean isFile() {
    return (mode & S_IFMT) == S_IFREG;
  }

  boolean isWhiteout() {
    return mode == S_IFCHR && device == 0;
  }

  /** How many names it has; of a directory, besides its own those of its subdirectories. */
  public int links() {
    return links;
  }

  void link(int change) {
    links += change;
  }

  /** Whether it hides what lower layers have in this directory. */
  public boolean isOpaque() {
    return opaque;
  }

  void makeOpaque() {
    opaque = true;
  }

  /** Where a writer has put it; -1 before that. */
  public long place() {
    return place;
  }

  /** Notes where a writer puts it. */
  public void putAt(long where) {
    place = where;
  }
}
