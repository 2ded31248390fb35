package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks over a tar archive's headers, from member to member; extended headers are applied. */
final class TarScan {
  private static final int LARGEST_EXTENSION = 1 << 20;

  private final FileChannel channel;
  private final String archive;
  private final long length;
  private long next;
  private long data;

  TarScan(FileChannel channel, String archive) throws IOException {
    this.channel = channel;
    this.archive = archive;
    length = channel.size();
  }

  /** Where the data of the last header begins. */
  long data() {
    return data;
  }

  /** The next member; empty at the end. */
  Optional<TarHeader> next() throws IOException {
    Map<String, String> extended = new HashMap<>();
    for (var header = header(); header != null; header = header()) {
      switch (header.type()) {
        case 'x' -> pax(content(header), extended);
        case 'L' -> extended.put("path", terminated(content(header)));
        case 'K' -> extended.put("linkpath", terminated(content(header)));
        case 'g' -> skip(header.size());
        default -> {
          var whole = apply(extended, header);
          skip(whole.size());
          return Optional.of(whole);
        }
      }
    }
    if (!extended.isEmpty()) {
      throw truncated();
    }
    return Optional.empty();
  }

  private @Nullable TarHeader header() throws IOException {
    if (next == length) {
      return null;
    }
    var block = read(next, TarHeader.BLOCK);
    if (Arrays.equals(block, new byte[TarHeader.BLOCK])) {
      return null;
    }
    var header = TarHeader.parse(block, archive);
    next += TarHeader.BLOCK;
    data = next;
    return header;
  }

  private byte[] content(TarHeader header) throws IOException {
    if (header.size() < 0 || header.size() > LARGEST_EXTENSION) {
      throw new ImageException(Kind.REFUSED, archive + ": an extended header is larger than 1 MiB");
    }
    var content = read(next, (int) header.size());
    skip(header.size());
    return content;
  }

  private void skip(long size) {
    if (size < 0 || size > length - next) {
      throw truncated();
    }
    long padded = Math.ceilDiv(size, TarHeader.BLOCK) * TarHeader.BLOCK;
    next = Math.min(length, next + padded);
  }

  private byte[] read(long from, int size) throws IOException {
    var buffer = ByteBuffer.allocate(size);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw truncated();
      }
    }
    return buffer.array();
  }

  private ImageException truncated() {
    return new ImageException(
        Kind.CORRUPT, archive + " is truncated: it ends within a member", "Copy or save it again.");
  }

  /** Records of the form {@code length key=value\n}, the length counting itself. */
  private void pax(byte[] content, Map<String, String> extended) {
    int at = 0;
    while (at < content.length) {
      int blank = at;
      while (blank < content.length && content[blank] != ' ') {
        blank++;
      }
      int end = at + number(new String(content, at, blank - at, StandardCharsets.UTF_8));
      if (end <= blank + 1 || end > content.length) {
        throw badExtension();
      }
      var record = new String(content, blank + 1, end - blank - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals < 0) {
        throw badExtension();
      }
      extended.put(record.substring(0, equals), record.substring(equals + 1));
      at = end;
    }
  }

  private int number(String digits) {
    try {
      int value = Integer.parseInt(digits);
      return value > LARGEST_EXTENSION ? -1 : value;
    } catch (NumberFormatException _) {
      throw badExtension();
    }
  }

  private TarHeader apply(Map<String, String> extended, TarHeader header) {
    boolean sparse = extended.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
    try {
      var size = extended.get("size");
      return new TarHeader(
          extended.getOrDefault("path", header.name()),
          size == null ? header.size() : Long.parseLong(size),
          sparse ? 'S' : header.type(),
          extended.getOrDefault("linkpath", header.link()));
    } catch (NumberFormatException _) {
      throw badExtension();
    }
  }

  private ImageException badExtension() {
    return new ImageException(Kind.INVALID, archive + ": an extended header makes no sense");
  }

  private static String terminated(byte[] text) {
    var whole = new String(text, StandardCharsets.UTF_8);
    int end = whole.indexOf('\0');
    return end < 0 ? whole : whole.substring(0, end);
  }
}
