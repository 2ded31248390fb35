package dev.jug.image.layer.erofs;

import dev.jug.image.tar.Name;
import dev.jug.image.tree.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of a directory: in each block first the fixed parts (struct erofs_dirent), then the
 * names. Entries are ordered by bytes over the whole directory.
 */
final class DirectoryContent {
  private static final int ENTRY = 12;

  private final TreeMap<Name, Node> entries;

  DirectoryContent(Node directory, Node parent) {
    entries = new TreeMap<>(directory.children());
    entries.put(Name.of("."), directory);
    entries.put(Name.of(".."), parent);
  }

  /** How many bytes it has; known before the entries have their places. */
  int size() {
    int size = 0;
    int block = 0;
    for (var name : entries.keySet()) {
      int entry = ENTRY + name.bytes().length;
      if (block + entry > Format.BLOCK) {
        size += Format.BLOCK;
        block = 0;
      }
      block += entry;
    }
    return size + block;
  }

  /** The bytes, once all entries have their places. */
  byte[] bytes(long inodes) {
    var out = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
    List<Map.Entry<Name, Node>> block = new ArrayList<>();
    int begin = 0;
    int filled = 0;
    for (var entry : entries.entrySet()) {
      int length = ENTRY + entry.getKey().bytes().length;
      if (filled + length > Format.BLOCK) {
        write(out, begin, block, inodes);
        begin += Format.BLOCK;
        filled = 0;
        block.clear();
      }
      block.add(entry);
      filled += length;
    }
    write(out, begin, block, inodes);
    return out.array();
  }

  private static void write(
      ByteBuffer out, int begin, List<Map.Entry<Name, Node>> block, long inodes) {
    int name = ENTRY * block.size();
    out.position(begin);
    for (var entry : block) {
      out.putLong((entry.getValue().place() - inodes) / Format.SLOT);
      out.putShort((short) name);
      out.put(type(entry.getValue()));
      out.put((byte) 0);
      name += entry.getKey().bytes().length;
    }
    for (var entry : block) {
      out.put(entry.getKey().bytes());
    }
  }

  /** The types of directory entries: FT_REG_FILE and so on. */
  private static byte type(Node node) {
    return switch (node.mode() >> 12) {
      case 8 -> 1;
      case 4 -> 2;
      case 2 -> 3;
      case 6 -> 4;
      case 1 -> 5;
      case 12 -> 6;
      case 10 -> 7;
      default -> 0;
    };
  }
}
