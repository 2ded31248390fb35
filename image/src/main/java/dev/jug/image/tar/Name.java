package dev.jug.image.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A name as the kernel has it: bytes, in whatever encoding. Ordered by bytes. */
public final class Name implements Comparable<Name> {
  private static final byte[] SLASH = {'/'};

  private final byte[] bytes;

  public Name(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A name in UTF-8. */
  public static Name of(String text) {
    return new Name(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes; not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether it begins like this. */
  public boolean startsWith(byte[] beginning) {
    return bytes.length >= beginning.length
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
  }

  /** What follows a beginning. */
  public Name after(byte[] beginning) {
    return new Name(Arrays.copyOfRange(bytes, beginning.length, bytes.length));
  }

  /** The same with something before it. */
  public Name before(byte[] beginning) {
    return joined(beginning, bytes);
  }

  private static Name joined(byte[]... pieces) {
    var all = new ByteArrayOutputStream();
    for (var piece : pieces) {
      all.writeBytes(piece);
    }
    return new Name(all.toByteArray());
  }

  /** The path of an entry in the directory of this path; the empty path is the root's. */
  public Name resolve(Name entry) {
    return bytes.length == 0 ? entry : joined(bytes, SLASH, entry.bytes);
  }

  /** The path of another entry in the same directory. */
  public Name sibling(Name entry) {
    return joined(Arrays.copyOf(bytes, afterSlash()), entry.bytes);
  }

  /** The last part of a path. */
  public Name last() {
    return new Name(Arrays.copyOfRange(bytes, afterSlash(), bytes.length));
  }

  /** The path of the directory it is in; empty for entries of the root. */
  public Name parent() {
    return new Name(Arrays.copyOf(bytes, Math.max(afterSlash() - 1, 0)));
  }

  private int afterSlash() {
    int at = bytes.length;
    while (at > 0 && bytes[at - 1] != '/') {
      at--;
    }
    return at;
  }

  /** Whether it is written as a directory's path, see {@link #asDirectory()}. */
  public boolean isDirectory() {
    return bytes.length > 0 && bytes[bytes.length - 1] == '/';
  }

  /** A directory's path, as archives have it: with a slash at its end. */
  public Name asDirectory() {
    return joined(bytes, SLASH);
  }

  /** The parts of a path, without empty ones and those that mean the same directory. */
  public List<Name> parts() {
    var parts = new ArrayList<Name>();
    int begin = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        boolean here = i - begin == 1 && bytes[begin] == '.';
        if (i > begin && !here) {
          parts.add(new Name(Arrays.copyOfRange(bytes, begin, i)));
        }
        begin = i + 1;
      }
    }
    return parts;
  }

  @Override
  public int compareTo(Name other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name name && Arrays.equals(bytes, name.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** For messages: no control characters, not too long. */
  @Override
  public String toString() {
    var text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
