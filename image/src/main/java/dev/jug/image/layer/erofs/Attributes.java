package dev.jug.image.layer.erofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.tree.Node;
import dev.jug.image.tree.OverlayMarks;
import java.io.ByteArrayOutputStream;
import java.util.TreeMap;

/** Extended attributes behind an inode (struct erofs_xattr_ibody_header, erofs_xattr_entry). */
final class Attributes {
  private static final int HEADER = 12;
  private static final byte[] NONE = {};

  private Attributes() {}

  /** The bytes, padded to 4; none if there are no attributes. */
  static byte[] of(Node node) {
    var attributes = OverlayMarks.attributes(node);
    if (attributes.isEmpty()) {
      return NONE;
    }
    var all = new TreeMap<>(attributes);
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[HEADER]);
    all.forEach((name, value) -> write(out, name, value));
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String name, byte[] value) {
    var prefix = Prefix.of(name);
    var rest = name.substring(prefix.text.length()).getBytes(UTF_8);
    out.write(rest.length);
    out.write(prefix.index);
    out.write(value.length);
    out.write(value.length >> 8);
    out.writeBytes(rest);
    out.writeBytes(value);
    out.writeBytes(new byte[-out.size() & 3]);
  }

  /** The field of the inode that tells how long they are. */
  static int count(byte[] attributes) {
    return attributes.length == 0 ? 0 : (attributes.length - HEADER) / 4 + 1;
  }

  private enum Prefix {
    USER("user.", 1),
    ACL_ACCESS("system.posix_acl_access", 2),
    ACL_DEFAULT("system.posix_acl_default", 3),
    TRUSTED("trusted.", 4),
    SECURITY("security.", 6);

    private final String text;
    private final int index;

    Prefix(String text, int index) {
      this.text = text;
      this.index = index;
    }

    static Prefix of(String name) {
      for (var prefix : values()) {
        if (name.startsWith(prefix.text)) {
          return prefix;
        }
      }
      throw new IllegalArgumentException("no such attribute: " + name);
    }
  }
}
