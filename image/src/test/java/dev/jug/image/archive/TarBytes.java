package dev.jug.image.archive;

import java.nio.charset.StandardCharsets;

/** Forges headers. */
final class TarBytes {
  private TarBytes() {}

  /** The archive with another size in its first header, and a checksum that fits. */
  static byte[] withSize(byte[] archive, String size) {
    var forged = archive.clone();
    put(forged, 124, size);
    put(forged, 148, "        ");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += forged[i] & 0xff;
    }
    put(forged, 148, "%06o\0 ".formatted(sum));
    return forged;
  }

  private static void put(byte[] archive, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, archive, at, bytes.length);
  }
}
