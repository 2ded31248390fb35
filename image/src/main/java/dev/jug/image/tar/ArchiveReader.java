package dev.jug.image.tar;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.tar.Member.Extent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of an archive, one after the other. All bytes of a layer's archive go to a copy on
 * their way, so that a member's content can be found there later; of an archive that is a file
 * already, only the headers are read. Not thread-safe.
 */
public final class ArchiveReader {
  private static final int LARGEST_EXTENSION = 1 << 20;
  private static final int MOST_EXTENTS = 1 << 20;

  private final String subject;
  private final Tape tape;
  private final LayerLimits limits;
  private Name last = Name.of("");
  private long unread;
  private int count;

  /** Takes the archive's bytes. */
  @FunctionalInterface
  public interface Copy {
    /** Takes all of these. */
    void write(ByteBuffer bytes) throws IOException;
  }

  /** Reads a layer's archive as it comes. */
  public ArchiveReader(InputStream archive, Copy copy, LayerLimits limits) {
    this("the layer's archive", new Tape(archive, copy), limits);
  }

  private ArchiveReader(String subject, Tape tape, LayerLimits limits) {
    this.subject = subject;
    this.tape = tape;
    this.limits = limits;
  }

  /**
   * Reads the headers of an archive, and skips what is between them.
   *
   * @param name what a person calls the archive
   * @param archive skips without reading
   */
  public static ArchiveReader headers(String name, InputStream archive, LayerLimits limits) {
    return new ArchiveReader(name, new Tape(archive, null), limits);
  }

  /**
   * The next member; empty at the end, when all has been read.
   *
   * @throws ImageException if this is no archive, or too large a one
   * @throws IOException if the archive's stream, or the copy, fails
   */
  public Optional<Member> next() throws IOException {
    try {
      tape.skip(unread);
      unread = 0;
      return member();
    } catch (BrokenArchiveException | EOFException e) {
      throw broken(e);
    }
  }

  private ImageException broken(Exception why) {
    boolean began = last.bytes().length > 0;
    var what = began ? " is broken near " + last + ": " : " is no tar archive: ";
    return new ImageException(Kind.INVALID, subject + what + why.getMessage(), "", why);
  }

  private Optional<Member> member() throws IOException {
    var pax = new Pax();
    for (var header = header(); header != null; header = header()) {
      switch (header.type()) {
        case 'x' -> pax.add(extension(header));
        case 'g' -> extension(header);
        case 'L' -> pax.put("path", terminated(extension(header)));
        case 'K' -> pax.put("linkpath", terminated(extension(header)));
        default -> {
          return Optional.of(counted(member(header, pax)));
        }
      }
    }
    if (!pax.isEmpty()) {
      throw new EOFException("it ends behind an extended header");
    }
    tape.drain();
    checkBytes();
    return Optional.empty();
  }

  private Member counted(Member member) {
    if (++count > limits.entries()) {
      throw refused("more than " + limits.entries() + " members");
    }
    checkBytes();
    return member;
  }

  private void checkBytes() {
    if (tape.offset() + unread > limits.bytes()) {
      throw refused("more than " + limits.bytes() + " bytes");
    }
  }

  private ImageException refused(String what) {
    return new ImageException(
        Kind.REFUSED, subject + " has " + what, "Limits protect the disk from such images.");
  }

  /** Null at the end: a block of zeros, or simply the end. */
  private @Nullable Header header() throws IOException {
    if (tape.atEnd()) {
      return null;
    }
    var block = new byte[Header.BLOCK];
    tape.take(block, Header.BLOCK);
    var header = new Header(block);
    if (header.isZero()) {
      return null;
    }
    if (!header.isGenuine()) {
      throw new BrokenArchiveException("a header's checksum is wrong");
    }
    return header;
  }

  private byte[] extension(Header header) throws IOException {
    long size = header.size();
    if (size < 0 || size > LARGEST_EXTENSION) {
      throw new BrokenArchiveException("an extended header has " + size + " bytes");
    }
    var content = new byte[(int) size];
    tape.take(content, content.length);
    tape.skip(padding(size));
    return content;
  }

  private static long padding(long size) {
    return -size & (Header.BLOCK - 1);
  }

  private static byte[] terminated(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return Arrays.copyOf(text, end);
  }

  private Member member(Header header, Pax pax) throws IOException {
    var path = Objects.requireNonNullElseGet(pax.name("path"), header::name);
    last = path;
    var type = type(header.type(), path);
    long size = pax.number("size", header.size());
    boolean content = type == Member.Type.FILE || type == Member.Type.SPARSE;
    if (size < 0 || (content && size > limits.bytes())) {
      throw new BrokenArchiveException("its size is " + size);
    }
    unread = content ? size + padding(size) : 0;
    var sparse = sparse(header, pax, content ? size : 0);
    var time = pax.time("mtime", header.seconds());
    return new Member(
        sparse == null ? path : sparse.path(path),
        sparse == null ? type : Member.Type.SPARSE,
        header.mode(),
        id(pax.number("uid", header.uid())),
        id(pax.number("gid", header.gid())),
        time[0],
        (int) time[1],
        sparse == null ? (content ? size : 0) : sparse.size(),
        tape.offset(),
        Objects.requireNonNullElseGet(pax.name("linkpath"), header::link),
        header.type() == '3' || header.type() == '4' ? header.major() : 0,
        header.type() == '3' || header.type() == '4' ? header.minor() : 0,
        pax.attributes(),
        sparse == null ? List.of() : sparse.extents());
  }

  private static int id(long number) {
    if (number < 0 || number > 0xffff_fffeL) {
      throw new BrokenArchiveException("an owner's number is " + number);
    }
    return (int) number;
  }

  private static Member.Type type(char type, Name path) {
    return switch (type) {
      case '0', '7' -> path.isDirectory() ? Member.Type.DIRECTORY : Member.Type.FILE;
      case 'S' -> Member.Type.SPARSE;
      case '1' -> Member.Type.HARD_LINK;
      case '2' -> Member.Type.SYMBOLIC_LINK;
      case '3' -> Member.Type.CHARACTER_DEVICE;
      case '4' -> Member.Type.BLOCK_DEVICE;
      case '5' -> Member.Type.DIRECTORY;
      case '6' -> Member.Type.FIFO;
      default -> throw new BrokenArchiveException("a member has the unknown type " + type);
    };
  }

  /** What is known of a sparse file. */
  private record Sparse(@Nullable Name name, long size, List<Extent> extents) {
    Name path(Name otherwise) {
      return name == null ? otherwise : name;
    }
  }

  private @Nullable Sparse sparse(Header header, Pax pax, long stored) throws IOException {
    if (header.type() == 'S') {
      return gnu(header, stored);
    }
    if (!pax.has("GNU.sparse.major") && !pax.has("GNU.sparse.size")) {
      return null;
    }
    boolean inData = pax.number("GNU.sparse.major", 0) == 1;
    long size = pax.number(inData ? "GNU.sparse.realsize" : "GNU.sparse.size", stored);
    long before = tape.offset();
    var numbers = inData ? mapInData() : pax.sparseMap();
    unread -= tape.offset() - before;
    return new Sparse(pax.name("GNU.sparse.name"), size, extents(numbers, size, stored));
  }

  private List<Long> mapInData() throws IOException {
    var lines = new MapLines();
    long count = lines.next();
    if (count < 0 || count > MOST_EXTENTS) {
      throw new BrokenArchiveException("a sparse file has " + count + " pieces");
    }
    var numbers = new ArrayList<Long>();
    for (long i = 0; i < 2 * count; i++) {
      numbers.add(lines.next());
    }
    return numbers;
  }

  /** Decimal numbers, a line each, padded to a whole block. */
  private final class MapLines {
    private final byte[] block = new byte[Header.BLOCK];
    private int at = Header.BLOCK;

    private long next() throws IOException {
      var digits = new StringBuilder();
      while (true) {
        if (at == Header.BLOCK) {
          tape.take(block, Header.BLOCK);
          at = 0;
        }
        char c = (char) block[at++];
        if (c == '\n' && !digits.isEmpty()) {
          return Long.parseLong(digits, 0, digits.length(), 10);
        }
        if (c < '0' || c > '9' || digits.length() > 17) {
          throw new BrokenArchiveException("the map of a sparse file makes no sense");
        }
        digits.append(c);
      }
    }
  }

  /** The old format of GNU tar: four pieces in the header, more in blocks behind it. */
  private Sparse gnu(Header header, long stored) throws IOException {
    var numbers = new ArrayList<Long>();
    pieces(header.block(), 386, 4, numbers);
    boolean more = header.block()[482] != 0;
    while (more) {
      var block = new byte[Header.BLOCK];
      tape.take(block, Header.BLOCK);
      pieces(block, 0, 21, numbers);
      more = block[504] != 0;
      if (numbers.size() > 2 * MOST_EXTENTS) {
        throw new BrokenArchiveException("a sparse file has too many pieces");
      }
    }
    long size = header.number(483, 12);
    return new Sparse(null, size, extents(numbers, size, stored));
  }

  private static void pieces(byte[] block, int from, int count, List<Long> numbers) {
    for (int i = 0; i < count && block[from + 24 * i] != 0; i++) {
      numbers.add(Header.number(block, from + 24 * i, 12));
      numbers.add(Header.number(block, from + 24 * i + 12, 12));
    }
  }

  private List<Extent> extents(List<Long> numbers, long size, long stored) {
    if (size < 0 || size > limits.bytes() || numbers.size() % 2 != 0) {
      throw new BrokenArchiveException("the map of a sparse file makes no sense");
    }
    var extents = new ArrayList<Extent>();
    long data = tape.offset();
    long end = 0;
    long sum = 0;
    for (int i = 0; i < numbers.size(); i += 2) {
      long offset = numbers.get(i);
      long length = numbers.get(i + 1);
      if (offset < end || length < 0 || length > size - offset) {
        throw new BrokenArchiveException("the map of a sparse file makes no sense");
      }
      if (length > 0) {
        extents.add(new Extent(offset, length, data + sum));
      }
      end = offset + length;
      sum += length;
    }
    if (sum > stored) {
      throw new BrokenArchiveException("a sparse file has more pieces than data");
    }
    return extents;
  }
}
