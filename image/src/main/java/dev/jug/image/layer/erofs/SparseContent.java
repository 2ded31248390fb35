package dev.jug.image.layer.erofs;

import dev.jug.image.tree.Node;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;

/**
 * A sparse file in chunks of equal size, each of which has a place of its own or is a hole. The
 * pieces of the archive do not fit chunks, so what lies in them is copied.
 */
final class SparseContent {
  private static final int LEAST_BITS = 12;
  private static final int MOST_CHUNKS = 1 << 16;

  private final Node node;
  private final int bits;
  private final BitSet used = new BitSet();
  private long begin;

  SparseContent(Node node) {
    this.node = node;
    int chunkBits = LEAST_BITS;
    while (node.size() >> chunkBits > MOST_CHUNKS) {
      chunkBits++;
    }
    bits = chunkBits;
    for (var extent : node.extents()) {
      used.set(
          (int) (extent.offset() >> bits),
          (int) ((extent.offset() + extent.length() - 1) >> bits) + 1);
    }
  }

  private int chunks() {
    return (int) Math.ceilDiv(node.size(), 1L << bits);
  }

  /** How many bytes the places of the chunks take. */
  int mapSize() {
    return 4 * chunks();
  }

  /** The field of the inode that tells the size of chunks. */
  int format() {
    return bits - Format.BLOCK_BITS;
  }

  /** Copies the pieces; what is between them in a chunk stays a hole of the layer's file. */
  void write(FileChannel channel, Output out) throws IOException {
    out.padTo(Format.roundUp(out.position(), Format.BLOCK));
    begin = out.position();
    out.flush();
    for (var extent : node.extents()) {
      copy(channel, Format.ARCHIVE + extent.data(), extent.offset(), extent.length());
    }
    out.skipTo(begin + ((long) used.cardinality() << bits));
  }

  private void copy(FileChannel channel, long from, long offset, long length) throws IOException {
    var buffer = ByteBuffer.allocate(1 << 16);
    long done = 0;
    while (done < length) {
      long at = offset + done;
      long chunkEnd = ((at >> bits) + 1) << bits;
      buffer
          .clear()
          .limit((int) Math.min(buffer.capacity(), Math.min(length - done, chunkEnd - at)));
      if (channel.read(buffer, from + done) <= 0) {
        throw new EOFException("a sparse file ends early");
      }
      done += buffer.flip().limit();
      long target = place((int) (at >> bits)) + (at & ((1L << bits) - 1));
      while (buffer.hasRemaining()) {
        target += channel.write(buffer, target);
      }
    }
  }

  private long place(int chunk) {
    return begin + ((long) used.get(0, chunk).cardinality() << bits);
  }

  void putMap(ByteBuffer out) {
    int block = (int) (begin / Format.BLOCK);
    for (int chunk = 0; chunk < chunks(); chunk++) {
      out.putInt(used.get(chunk) ? block : Format.HOLE);
      block += used.get(chunk) ? 1 << format() : 0;
    }
  }
}
