package dev.jug.build.exec;

import dev.jug.build.tree.SourceEntry;
import dev.jug.build.tree.SourceTree;
import dev.jug.image.content.Computation;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.ContentReader;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a step depends on, and gives it a digest: two steps of the same key make the same.
 * Of files that is their path, kind, permissions, attributes and content; not when they were made,
 * and not in which order a directory has them. Not thread-safe.
 */
final class ContentKey {
  private static final int ROOM = 1 << 12;

  private final MessageDigest digest = Computation.start(DigestAlgorithm.SHA256);

  /** Words wait here, for many short updates take long. */
  private final ByteBuffer pending = ByteBuffer.allocate(ROOM);

  private @Nullable ContentReader reader;

  ContentKey(String kind) {
    add("jug-step-1").add(kind);
  }

  /** Adds a word; two words are never the same as one. */
  ContentKey add(String word) {
    return add(word.getBytes(StandardCharsets.UTF_8));
  }

  private ContentKey add(byte[] word) {
    number(word.length);
    if (word.length > pending.remaining()) {
      flush();
    }
    if (word.length > pending.remaining()) {
      digest.update(word);
    } else {
      pending.put(word);
    }
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
    if (pending.remaining() < Long.BYTES) {
      flush();
    }
    pending.putLong(number);
  }

  private void flush() {
    digest.update(pending.flip());
    pending.clear();
  }

  /**
   * Adds a file, or a directory with all below it that is not left out.
   *
   * @param called what it is called where it goes
   * @param isExcluded paths below it that do not matter
   */
  ContentKey add(SourceTree tree, SourceEntry entry, String called, Predicate<String> isExcluded) {
    add(called);
    describe(tree, entry.status());
    if (entry.status().isDirectory()) {
      try (var directory = tree.open(entry.path())) {
        below(tree, directory, entry.path(), called, isExcluded);
      }
    } else {
      number(entry.status().size());
      if (entry.status().isFile()) {
        try (var content = tree.file(entry.path())) {
          bytes(content);
        }
      }
    }
    return this;
  }

  private void below(
      SourceTree tree, Fd directory, String path, String called, Predicate<String> isExcluded) {
    for (var name : tree.names(directory, path)) {
      var inside = SourceTree.below(path, name);
      if (isExcluded.test(inside)) {
        continue;
      }
      var bytes = name.getBytes(StandardCharsets.UTF_8);
      var status = Entries.status(directory, bytes);
      add(bytes);
      describe(tree, status);
      if (status.isDirectory()) {
        try (var inner = Entries.directory(directory, bytes)) {
          attributes(inner);
          below(tree, inner, inside, SourceTree.below(called, name), isExcluded);
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

  private void file(Fd directory, byte[] name, FileStatus status) {
    if (status.isFile()) {
      try (var content = Entries.file(directory, name)) {
        attributes(content);
        number(status.size());
        bytes(content);
      }
      return;
    }
    try (var location = Entries.location(directory, name)) {
      attributes(location);
    }
    if (status.isLink()) {
      add(Entries.link(directory, name));
    } else {
      number(status.major());
      number(status.minor());
    }
  }

  private void attributes(Fd entry) {
    var all = Entries.attributes(entry);
    number(all.size());
    all.forEach((key, value) -> add(key).add(value));
  }

  private void bytes(Fd content) {
    flush();
    if (reader == null) {
      reader = new ContentReader();
    }
    reader.read(content, digest::update);
  }

  /** The key. Nothing can be added afterwards. */
  Digest finish() {
    flush();
    return Digest.finish(DigestAlgorithm.SHA256, digest);
  }
}
