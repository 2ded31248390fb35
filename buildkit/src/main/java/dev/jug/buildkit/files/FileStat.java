package dev.jug.buildkit.files;

import dev.jug.grpc.proto.ProtoException;
import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry of a directory that is sent.
 *
 * @param path from its root; each character is a byte
 * @param mode as Go has it ({@link GoMode})
 * @param size in bytes
 * @param time of its last change, nanoseconds since 1970
 * @param link what a symbolic link says, or the path of another entry that is the same file; each
 *     character is a byte
 * @param attributes extended ones by name
 */
record FileStat(
    String path, int mode, long size, long time, String link, Map<String, byte[]> attributes) {
  FileStat {
    attributes = Map.copyOf(attributes);
  }

  static FileStat of(ProtoReader in) throws ProtoException {
    var attributes = new LinkedHashMap<String, byte[]>();
    for (var attribute : in.messages(10)) {
      attributes.put(attribute.text(1), attribute.bytes(2));
    }
    return new FileStat(
        text(in.bytes(1)),
        (int) in.number(2),
        in.number(5),
        in.number(6),
        text(in.bytes(7)),
        attributes);
  }

  void write(ProtoWriter out) {
    out.bytes(1, bytes(path)).number(2, Integer.toUnsignedLong(mode)).number(5, size);
    out.number(6, time);
    if (!link.isEmpty()) {
      out.bytes(7, bytes(link));
    }
    attributes.forEach((name, value) -> out.message(10, map -> map.text(1, name).bytes(2, value)));
  }

  /** Whether its content can be asked for. */
  boolean hasContent() {
    return GoMode.isFile(mode) && link.isEmpty();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
