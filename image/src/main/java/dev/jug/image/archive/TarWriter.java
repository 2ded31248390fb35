package dev.jug.image.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes tar archives whose bytes depend on names and contents alone: no times, no owners
 * (POSIX.1-2017 pax, "ustar Interchange Format"; pax headers for what that cannot hold).
 */
public final class TarWriter {
  private static final int LONGEST_NAME = 100;
  private static final long LARGEST = (1L << 33) - 1;
  private static final char FILE = '0';
  private static final char FOLDER = '5';
  private static final char EXTENDED = 'x';

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /** Adds a directory; its name has no slash at the end. */
  public void folder(String name) throws IOException {
    out.write(header(name + "/", 0, FOLDER));
  }

  /** Adds a small file. */
  public void file(String name, byte[] content) throws IOException {
    begin(name, content.length);
    out.write(content);
    pad(content.length);
  }

  /**
   * Adds a file.
   *
   * @throws EOFException if the stream has fewer bytes; it is not read beyond them
   */
  public void file(String name, long size, InputStream content) throws IOException {
    begin(name, size);
    var buffer = new byte[1 << 16];
    for (long left = size; left > 0; ) {
      int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new EOFException(name + " ends " + left + " bytes too early");
      }
      out.write(buffer, 0, count);
      left -= count;
    }
    pad(size);
  }

  /** Writes the mark of the end; the stream stays open. */
  void end() throws IOException {
    out.write(new byte[2 * TarHeader.BLOCK]);
    out.flush();
  }

  private void begin(String name, long size) throws IOException {
    boolean longName = name.length() > LONGEST_NAME;
    boolean large = size > LARGEST;
    if (longName || large) {
      var records = (longName ? pax("path", name) : "") + (large ? pax("size", "" + size) : "");
      var bytes = records.getBytes(StandardCharsets.UTF_8);
      out.write(header("pax", bytes.length, EXTENDED));
      out.write(bytes);
      pad(bytes.length);
    }
    out.write(header(longName ? name.substring(0, LONGEST_NAME) : name, large ? 0 : size, FILE));
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) (-size & (TarHeader.BLOCK - 1))]);
  }

  /** The length at the front counts its own digits. */
  private static String pax(String key, String value) {
    int rest = key.length() + value.length() + 3;
    int length = rest + 1;
    while (String.valueOf(length).length() + rest != length) {
      length++;
    }
    return length + " " + key + "=" + value + "\n";
  }

  private static byte[] header(String name, long size, char type) {
    var block = new byte[TarHeader.BLOCK];
    put(block, 0, name);
    put(block, 100, type == FOLDER ? "0000755" : "0000644");
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    put(block, 124, "%011o".formatted(size));
    put(block, 136, "00000000000");
    put(block, 148, "        ");
    block[156] = (byte) type;
    put(block, 257, "ustar\00000");
    int sum = 0;
    for (byte value : block) {
      sum += value & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum));
    return block;
  }

  private static void put(byte[] block, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
