package dev.jug.image.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Writes the changes that overlayfs collected in its upper directory as a layer of an image
 * (layer.md, "Representing Changes"). Not thread-safe.
 */
public final class LayerArchive {
  private static final Name OPAQUE = Name.of(".wh..wh..opq");
  private static final byte[] WHITEOUT = ".wh.".getBytes(UTF_8);

  private final ArchiveWriter out;
  private final MemberMaker maker = new MemberMaker(UnaryOperator.identity());
  private final Predicate<Name> isLeftOut;
  private boolean empty = true;

  /**
   * A layer.
   *
   * @param isLeftOut which paths are no changes
   */
  public LayerArchive(ArchiveWriter out, Predicate<Name> isLeftOut) {
    this.out = out;
    this.isLeftOut = isLeftOut;
  }

  /**
   * Adds all changes.
   *
   * @param upper opened to read its names
   * @throws IOException if something cannot be read or written
   */
  public void add(Fd upper) throws IOException {
    new TreeWalk(this::add).below(upper, Name.of(""));
  }

  /** Whether nothing was changed. */
  public boolean isEmpty() {
    return empty;
  }

  private boolean add(Entry entry) throws IOException {
    if (isLeftOut.test(entry.path())) {
      return false;
    }
    if (entry.status().isWhiteout()) {
      out.add(
          MemberMaker.marker(entry.path().sibling(entry.name().before(WHITEOUT)), entry.status()));
      empty = false;
      return false;
    }
    var member = maker.member(entry, entry.path());
    if (member.isPresent()) {
      TreeArchive.write(out, entry, member.get());
      empty = false;
    }
    if (entry.isOpaque()) {
      out.add(MemberMaker.marker(entry.path().resolve(OPAQUE), entry.status()));
    }
    return true;
  }
}
