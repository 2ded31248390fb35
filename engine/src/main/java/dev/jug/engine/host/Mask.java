package dev.jug.engine.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of the machine's tree a container does not see. Paths are relative to the root.
 *
 * @param absent files that are not there
 * @param empty directories that are there and empty
 * @param seen directories whose entries were looked at: if one changes, the mask may have to
 */
record Mask(Set<Path> absent, Set<Path> empty, List<Path> seen) {
  private static final int NAME_BYTES = 8;

  Mask {
    absent = new TreeSet<>(absent);
    empty = new TreeSet<>(empty);
    seen = List.copyOf(seen);
  }

  /** A name that two masks share only if they hide the same. */
  String name() {
    var text =
        absent.stream().map(path -> "-" + path).collect(Collectors.joining("\0"))
            + "\0"
            + empty.stream().map(path -> "/" + path).collect(Collectors.joining("\0"));
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
