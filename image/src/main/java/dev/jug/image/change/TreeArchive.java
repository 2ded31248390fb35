package dev.jug.image.change;

import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.Member;
import dev.jug.image.tar.Name;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Writes trees into an archive, as they are; of what is mounted somewhere below, only the place,
 * unless it is said to belong to the tree. Not thread-safe.
 */
public final class TreeArchive {
  private static final Name HERE = Name.of(".");

  private final ArchiveWriter out;
  private final MemberMaker maker;
  private final BiPredicate<Name, FileStatus> isLeftOut;
  private final Predicate<FileStatus> isPart;

  /** Writes entries with their own owners. */
  public TreeArchive(ArchiveWriter out) {
    this(out, UnaryOperator.identity(), (_, _) -> false, _ -> false);
  }

  /**
   * Writes entries.
   *
   * @param owners whose an entry is, by whose it is on disk
   * @param isPart whether something that is mounted belongs to the tree
   */
  public TreeArchive(ArchiveWriter out, UnaryOperator<Owner> owners, Predicate<FileStatus> isPart) {
    this(out, owners, (_, _) -> false, isPart);
  }

  /**
   * Writes entries with their own owners, but not all of them.
   *
   * @param isLeftOut which paths, with all that is below them
   */
  public TreeArchive(ArchiveWriter out, BiPredicate<Name, FileStatus> isLeftOut) {
    this(out, UnaryOperator.identity(), isLeftOut, _ -> false);
  }

  private TreeArchive(
      ArchiveWriter out,
      UnaryOperator<Owner> owners,
      BiPredicate<Name, FileStatus> isLeftOut,
      Predicate<FileStatus> isPart) {
    this.out = out;
    this.maker = new MemberMaker(owners);
    this.isLeftOut = isLeftOut;
    this.isPart = isPart;
  }

  /**
   * Adds all that is in a directory.
   *
   * @param directory opened to read its names
   * @throws IOException if something cannot be read or written
   */
  public void addBelow(Fd directory) throws IOException {
    addBelow(directory, Name.of(""));
  }

  /**
   * Adds a directory, as the root of all, and all that is in it.
   *
   * @param directory opened to read its names
   * @throws IOException if something cannot be read or written
   */
  public void add(Fd directory) throws IOException {
    add(directory, HERE, HERE);
  }

  private void addBelow(Fd directory, Name path) throws IOException {
    new TreeWalk(this::add).below(directory, path);
  }

  /**
   * Adds one entry of a directory, and all that is below it. If something is mounted there, that is
   * what was asked for.
   *
   * @param name in that directory; a dot for the directory itself
   * @param called what it is called in the archive
   * @throws IOException if something cannot be read or written
   */
  public void add(Fd directory, Name name, Name called) throws IOException {
    try {
      var status = Entries.status(directory, name.bytes());
      var entry = new Entry(directory, name, called, status).mounted();
      add(entry);
      if (entry.status().isDirectory()) {
        try (var opened = Entries.directory(directory, name.bytes())) {
          addBelow(opened, called);
        }
      }
    } catch (SysException e) {
      throw new IOException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  private boolean add(Entry found) throws IOException {
    var entry =
        found.status().isMountRoot() && isPart.test(found.status()) ? found.mounted() : found;
    if (isLeftOut.test(entry.path(), entry.status())) {
      return false;
    }
    var member = maker.member(entry, entry.path());
    if (member.isPresent()) {
      write(out, entry, member.get());
    }
    return !entry.status().isMountRoot();
  }

  static void write(ArchiveWriter out, Entry entry, Member member) throws IOException {
    if (member.type() == Member.Type.FILE && member.size() > 0) {
      try (var content = content(entry)) {
        out.add(member, content);
      }
    } else {
      out.add(member);
    }
  }

  /** Nothing if the file is gone: then zeros stand for it. */
  private static InputStream content(Entry entry) throws FileNotFoundException {
    try {
      return Entries.content(entry.directory(), entry.name().bytes());
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT) {
        return InputStream.nullInputStream();
      }
      throw e;
    }
  }
}
