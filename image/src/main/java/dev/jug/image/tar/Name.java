package dev.jug.image.tar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A name as the kernel has it: bytes, in whatever encoding. Ordered by bytes. */
public final class Name implements Comparable<Name> {
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
