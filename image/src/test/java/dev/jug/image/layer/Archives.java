package dev.jug.image.layer;

import dev.jug.image.error.ImageException;
import dev.jug.image.tar.ArchiveReader;
import dev.jug.image.tree.Node;
import dev.jug.image.tree.TreeBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads archives as drivers do, without keeping them. */
final class Archives {
  private static final LayerLimits SMALL = new LayerLimits(64 << 20, 100_000);

  private Archives() {}

  static Node read(byte[] archive) {
    try {
      var reader =
          new ArchiveReader(
              new ByteArrayInputStream(archive), bytes -> bytes.position(bytes.limit()), SMALL);
      var tree = new TreeBuilder(true);
      for (var member = reader.next(); member.isPresent(); member = reader.next()) {
        tree.add(member.get());
      }
      return tree.root();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isAccepted(byte[] archive) {
    try {
      read(archive);
      return true;
    } catch (ImageException _) {
      return false;
    }
  }
}
