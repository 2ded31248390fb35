package dev.jug.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes tar archives: the same members always give the same bytes (POSIX.1-2017 pax, "ustar
 * Interchange Format", with extended headers for what those cannot hold). Not thread-safe.
 */
public final class ArchiveWriter {
  private static final int LONGEST_NAME = 100;
  private static final long LARGEST_ID = 07777777;
  private static final long LARGEST_NUMBER = 077777777777L;
  private static final byte[] ZEROS = new byte[1 << 16];

  private final OutputStream out;
  private final Short onShort;
  private final long latest;
  private final byte[] buffer = new byte[1 << 16];

  /** What becomes of a file whose content ends before its size is reached. */
  public enum Short {
    /**
     * Zeros stand for what is missing: files of a running system may shrink while they are read.
     */
    PADDED,
    /** It is an error. */
    REFUSED
  }

  /** Writes members with their own times. */
  public ArchiveWriter(OutputStream out) {
    this(out, Short.PADDED, Long.MAX_VALUE);
  }

  public ArchiveWriter(OutputStream out, Short onShort) {
    this(out, onShort, Long.MAX_VALUE);
  }

  /**
   * Writes members of which none was changed later than that, so that what was made twice of the
   * same is the same (https://reproducible-builds.org/specs/source-date-epoch/).
   *
   * @param latest seconds since 1970
   */
  public ArchiveWriter(OutputStream out, long latest) {
    this(out, Short.PADDED, latest);
  }

  /** Writes members of which none was changed later than that. */
  public ArchiveWriter(OutputStream out, Short onShort, long latest) {
    this.out = out;
    this.onShort = onShort;
    this.latest = latest;
  }

  /** Adds a member that has no content. */
  public void add(Member member) throws IOException {
    add(member, InputStream.nullInputStream());
  }

  /**
   * Adds a member.
   *
   * @param content as many bytes as the member's size says are taken from it
   * @throws EOFException if it has fewer, and that is refused
   */
  public void add(Member given, InputStream content) throws IOException {
    var member = given.notLaterThan(latest);
    var records = records(member);
    if (!records.isEmpty()) {
      var bytes = bytes(records);
      out.write(new HeaderBlock('x').name(Name.of("pax")).mode(0644).size(bytes.length).finish());
      out.write(bytes);
      pad(bytes.length);
    }
    out.write(header(member));
    if (member.type() == Member.Type.FILE) {
      copy(member.path(), content, member.size());
      pad(member.size());
    }
  }

  private void copy(Name path, InputStream content, long size) throws IOException {
    long left = size;
    while (left > 0) {
      int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        break;
      }
      out.write(buffer, 0, count);
      left -= count;
    }
    if (left > 0 && onShort == Short.REFUSED) {
      throw new EOFException(path + " ends " + left + " bytes too early");
    }
    for (; left > 0; left -= Math.min(left, ZEROS.length)) {
      out.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
    }
  }

  private void pad(long size) throws IOException {
    out.write(ZEROS, 0, (int) (-size & (Header.BLOCK - 1)));
  }

  /** Writes the mark of the end; the stream stays open. */
  public void finish() throws IOException {
    out.write(ZEROS, 0, 2 * Header.BLOCK);
    out.flush();
  }

  private static byte[] header(Member member) {
    boolean isFile = member.type() == Member.Type.FILE;
    return new HeaderBlock(letter(member.type()))
        .name(member.path())
        .mode(member.mode())
        .owner(Math.min(unsigned(member.uid()), LARGEST_ID))
        .group(Math.min(unsigned(member.gid()), LARGEST_ID))
        .size(isFile && member.size() <= LARGEST_NUMBER ? member.size() : 0)
        .seconds(Math.clamp(member.seconds(), 0, LARGEST_NUMBER))
        .link(member.link())
        .device(member.major(), member.minor())
        .finish();
  }

  private static char letter(Member.Type type) {
    return switch (type) {
      case FILE -> '0';
      case HARD_LINK -> '1';
      case SYMBOLIC_LINK -> '2';
      case CHARACTER_DEVICE -> '3';
      case BLOCK_DEVICE -> '4';
      case DIRECTORY -> '5';
      case FIFO -> '6';
      case SPARSE -> throw new IllegalArgumentException("sparse files are written as files");
    };
  }

  private static long unsigned(int id) {
    return Integer.toUnsignedLong(id);
  }

  /** What the header cannot hold. */
  private static Map<String, byte[]> records(Member member) {
    var records = new TreeMap<String, byte[]>();
    if (member.path().bytes().length > LONGEST_NAME) {
      records.put("path", member.path().bytes());
    }
    if (member.link().bytes().length > LONGEST_NAME) {
      records.put("linkpath", member.link().bytes());
    }
    if (unsigned(member.uid()) > LARGEST_ID) {
      records.put("uid", text(unsigned(member.uid())));
    }
    if (unsigned(member.gid()) > LARGEST_ID) {
      records.put("gid", text(unsigned(member.gid())));
    }
    if (member.type() == Member.Type.FILE && member.size() > LARGEST_NUMBER) {
      records.put("size", text(member.size()));
    }
    if (member.nanos() != 0 || member.seconds() < 0 || member.seconds() > LARGEST_NUMBER) {
      records.put("mtime", time(member.seconds(), member.nanos()).getBytes(UTF_8));
    }
    member.attributes().forEach((name, value) -> records.put(Pax.ATTRIBUTE + name, value));
    return records;
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }

  /** Decimal, so before 1970 the fraction counts from the other side. */
  private static String time(long seconds, int nanos) {
    if (nanos == 0) {
      return Long.toString(seconds);
    }
    if (seconds >= 0) {
      return "%d.%09d".formatted(seconds, nanos);
    }
    return "-%d.%09d".formatted(-(seconds + 1), 1_000_000_000 - nanos);
  }

  private static byte[] bytes(Map<String, byte[]> records) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var record : records.entrySet()) {
      var key = record.getKey().getBytes(UTF_8);
      bytes.write((length(key.length + record.getValue().length + 3) + " ").getBytes(UTF_8));
      bytes.write(key);
      bytes.write('=');
      bytes.write(record.getValue());
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  /** The length at the front counts its own digits. */
  private static int length(int rest) {
    int length = rest + 1;
    while (String.valueOf(length).length() + rest != length) {
      length++;
    }
    return length;
  }
}
