package dev.jug.runtime.plan;

import dev.jug.oci.runtime.InvalidSpecException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Something that lies in a plan's arena: a string, a kernel structure, a buffer, an array of
 * pointers to other blocks. Two blocks are the same only if they are the same object.
 */
public final class Block {
  private static final int POINTER = 8;

  private final byte[] bytes;
  private final Supplier<String> shown;
  private final List<Link> links = new ArrayList<>();

  /** A pointer inside this block, to be filled in when addresses are known. */
  record Link(int offset, Block target) {}

  /**
   * @param shown is asked when somebody wants to read the plan; most are never read
   */
  private Block(byte[] bytes, Supplier<String> shown) {
    this.bytes = bytes;
    this.shown = shown;
  }

  /**
   * A NUL-terminated string.
   *
   * @throws InvalidSpecException if it has a NUL inside
   */
  public static Block text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new InvalidSpecException("a string with a NUL character in it: " + text);
    }
    return new Block((text + "\0").getBytes(StandardCharsets.UTF_8), () -> quoted(text));
  }

  /** Bytes as they are. */
  public static Block bytes(byte[] bytes, String shown) {
    return new Block(bytes.clone(), () -> shown);
  }

  /** Room that the kernel or an operation fills, zero at first. */
  public static Block room(int size, String shown) {
    return new Block(new byte[size], () -> shown);
  }

  /** A structure of zeros, to be filled with {@link #put} and {@link #link}. */
  public static Block struct(int size, String shown) {
    return room(size, shown);
  }

  /** A NULL-terminated array of string pointers, as execve(2) wants it. */
  public static Block strings(List<String> strings) {
    var array = new Block(new byte[(strings.size() + 1) * POINTER], () -> listed(strings));
    for (int i = 0; i < strings.size(); i++) {
      array.link(i * POINTER, text(strings.get(i)));
    }
    return array;
  }

  private static String listed(List<String> strings) {
    return strings.stream().map(Block::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\n", "\\n") + '"';
  }

  /** Sets a little-endian number of 1, 2, 4 or 8 bytes. */
  public Block put(int offset, int width, long value) {
    var view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (width) {
      case 1 -> view.put(offset, (byte) value);
      case 2 -> view.putShort(offset, (short) value);
      case 4 -> view.putInt(offset, (int) value);
      case 8 -> view.putLong(offset, value);
      default -> throw new IllegalArgumentException("a number of " + width + " bytes");
    }
    return this;
  }

  /** Sets a pointer to another block. */
  public Block link(int offset, Block target) {
    links.add(new Link(offset, target));
    return this;
  }

  int size() {
    return bytes.length;
  }

  byte[] content() {
    return bytes;
  }

  List<Link> links() {
    return links;
  }

  String shown() {
    return shown.get();
  }
}
