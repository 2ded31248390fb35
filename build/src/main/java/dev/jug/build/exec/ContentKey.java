package dev.jug.build.exec;

import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * Collects what a step depends on, and gives it a digest: two steps of the same key make the same.
 * Of files that is their path, kind, permissions, attributes and content; not when they were made,
 * and not in which order a directory has them. Not thread-safe.
 */
final class ContentKey {
  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest;

  ContentKey(String kind) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    add("jug-step-1").add(kind);
  }

  /** Adds a word; two words are never the same as one. */
  ContentKey add(String word) {
    var bytes = word.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    digest.update(bytes);
    return this;
  }

  /** Adds words, and how many they are. */
  ContentKey add(Iterable<?> words) {
    for (var word : words) {
      add(String.valueOf(word));
    }
    return add("end");
  }

  private void number(long number) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      digest.update((byte) (number >>> shift));
    }
  }

  /**
   * Adds a file, or a directory with all below it that is not left out.
   *
   * @param called what it is called where it goes
   * @param isExcluded paths below it that do not matter
   */
  ContentKey add(SourceTree tree, SourceEntry entry, String called, Predicate<String> isExcluded)
      throws IOException {
    add(called);
    describe(tree, entry.status());
    if (entry.status().isDirectory()) {
      try (var directory = tree.open(entry.path())) {
        below(tree, directory, entry.path(), called, isExcluded);
      }
    } else {
      number(entry.status().size());
      if (entry.status().isFile()) {
        try (var content = tree.content(entry.path())) {
          bytes(content);
        }
      }
    }
    return this;
  }

  private void below(
      SourceTree tree, Fd directory, String path, String called, Predicate<String> isExcluded)
      throws IOException {
    for (var name : tree.names(path)) {
      if (isExcluded.test(SourceTree.below(path, name))) {
        continue;
      }
      var bytes = name.getBytes(StandardCharsets.UTF_8);
      var status = Entries.status(directory, bytes);
      add(SourceTree.below(called, name));
      describe(tree, status);
      try (var location = Entries.location(directory, bytes)) {
        Entries.attributes(location)
            .forEach((key, value) -> {
              add(key);
              add(HexFormat.of().formatHex(value));
            });
      }
      if (status.isDirectory()) {
        try (var inner = Entries.directory(directory, bytes)) {
          below(
              tree,
              inner,
              SourceTree.below(path, name),
              SourceTree.below(called, name),
              isExcluded);
        }
      } else {
        file(directory, bytes, status);
      }
    }
    add("/");
  }

  private void describe(SourceTree tree, FileStatus status) {
    number(status.mode());
    if (!tree.ours()) {
      number(status.uid());
      number(status.gid());
    }
  }

  private void file(Fd directory, byte[] name, FileStatus status) throws IOException {
    if (status.isLink()) {
      add(new String(Entries.link(directory, name), StandardCharsets.UTF_8));
    } else if (status.isFile()) {
      number(status.size());
      try (var content = Entries.content(directory, name)) {
        bytes(content);
      }
    } else {
      number(status.major());
      number(status.minor());
    }
  }

  private void bytes(InputStream content) throws IOException {
    var buffer = new byte[BUFFER];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      digest.update(buffer, 0, count);
    }
  }

  /** The key. Nothing can be added afterwards. */
  Digest finish() {
    return Digest.parse("sha256:" + HexFormat.of().formatHex(digest.digest()));
  }
}
