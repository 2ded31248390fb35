package dev.jug.image.archive;

import dev.jug.image.compress.Decompressor;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.tar.ArchiveReader;
import dev.jug.image.tar.Member;
import dev.jug.image.tar.Name;
import dev.jug.oci.image.LayerCompression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a tar archive by name, open at random: one pass over the headers notes where the
 * data lies. Names and links lead to other members only, never out of the archive; of two members
 * with one name the later counts.
 */
public final class TarIndex implements Members {
  /** No image has as many members; and each takes memory. */
  private static final LayerLimits LIMITS = new LayerLimits(Long.MAX_VALUE / 2, 10_000);

  private static final int LONGEST_NAME = 1024;
  private static final int MOST_LINKS = 8;

  private final FileChannel channel;
  private final String name;
  private final Map<String, Place> members = new HashMap<>();

  private sealed interface Place {}

  /** Data, from an offset to another. */
  private record Data(long from, long end) implements Place {}

  /** Another member, by its name from the top. */
  private record Link(String target) implements Place {}

  /** A directory, a device, a sparse file: nothing an image is read from. */
  private record Other() implements Place {}

  private TarIndex(FileChannel channel, String name) throws IOException {
    this.channel = channel;
    this.name = name;
    var archive = ArchiveReader.headers(name, new Slice(channel, 0, channel.size()), LIMITS);
    for (var member = archive.next(); member.isPresent(); member = archive.next()) {
      add(member.get());
    }
  }

  /**
   * Opens an archive, plain or packed with gzip or zstd.
   *
   * @param spool directory for a nameless temporary file, if the archive is packed or a pipe
   * @throws ImageException if there is no such file, or it is no such archive
   */
  public static TarIndex open(Path file, Path spool) throws IOException {
    try {
      if (!Files.isRegularFile(file)) {
        try (var in = Files.newInputStream(file)) {
          return read(in, file.toString(), spool);
        }
      }
      var channel = FileChannel.open(file);
      var begin = new BufferedInputStream(new Slice(channel, 0, channel.size()));
      if (Decompressor.compression(begin, file.toString()) == LayerCompression.NONE) {
        return owning(channel, file.toString());
      }
      try (channel;
          var in = new Slice(channel, 0, channel.size())) {
        return owning(Spool.fill(in, file.toString(), spool), file.toString());
      }
    } catch (NoSuchFileException e) {
      throw new ImageException(Kind.NOT_FOUND, "there is no file " + file, "", e);
    }
  }

  /**
   * Reads an archive from a stream to its end, by way of a nameless temporary file.
   *
   * @param name what a person calls it
   * @param spool directory for that file
   */
  public static TarIndex read(InputStream in, String name, Path spool) throws IOException {
    return owning(Spool.fill(in, name, spool), name);
  }

  private static TarIndex owning(FileChannel channel, String name) throws IOException {
    try {
      return new TarIndex(channel, name);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void add(Member member) {
    var key = resolve("", text(member.path()));
    members.put(key, place(key, member));
  }

  private Place place(String key, Member member) {
    return switch (member.type()) {
      case FILE -> new Data(member.data(), member.data() + member.size());
      case HARD_LINK -> new Link(resolve("", text(member.link())));
      case SYMBOLIC_LINK ->
          new Link(resolve(key.substring(0, key.lastIndexOf('/') + 1), text(member.link())));
      case DIRECTORY, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE, SPARSE -> new Other();
    };
  }

  private String text(Name path) {
    if (path.bytes().length > LONGEST_NAME) {
      throw new ImageException(Kind.REFUSED, name + ": a member's name is too long");
    }
    return new String(path.bytes(), StandardCharsets.UTF_8);
  }

  /** A name from the top, without dots; what would lead out stays at the top. */
  private static String resolve(String folder, String path) {
    var parts = new ArrayDeque<String>();
    for (var part : List.of((path.startsWith("/") ? path : folder + path).split("/"))) {
      switch (part) {
        case "", "." -> {}
        case ".." -> parts.pollLast();
        default -> parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  private Data find(String member) {
    var key = resolve("", member);
    for (int links = 0; links <= MOST_LINKS; links++) {
      switch (members.get(key)) {
        case null ->
            throw new ImageException(
                Kind.NOT_FOUND, name + " has no member " + key + leading(member, key));
        case Data data -> {
          return data;
        }
        case Link link -> key = link.target();
        case Other _ ->
            throw new ImageException(
                Kind.INVALID, name + ": " + key + " is no file" + leading(member, key));
      }
    }
    throw new ImageException(Kind.REFUSED, name + ": links lead nowhere from " + member);
  }

  private static String leading(String member, String key) {
    return resolve("", member).equals(key) ? "" : ", which " + member + " links to";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean has(String member) {
    return members.containsKey(resolve("", member));
  }

  @Override
  public long size(String member) {
    var data = find(member);
    return data.end() - data.from();
  }

  @Override
  public InputStream open(String member, long from) {
    var data = find(member);
    return new Slice(channel, Math.min(data.end(), data.from() + from), data.end());
  }

  @Override
  public void close() {
    Spool.close(channel);
  }
}
