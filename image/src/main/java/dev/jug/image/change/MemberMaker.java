package dev.jug.image.change;

import dev.jug.image.tar.Member;
import dev.jug.image.tar.Name;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Says of entries what an archive says of them. Not thread-safe. */
final class MemberMaker {
  private static final Name NONE = Name.of("");

  private final Map<File, Name> seen = new HashMap<>();
  private final UnaryOperator<Owner> owners;

  /**
   * A maker.
   *
   * @param owners whose an entry is, by whose it is on disk
   */
  MemberMaker(UnaryOperator<Owner> owners) {
    this.owners = owners;
  }

  /** What several names have in common. */
  private record File(long device, long inode) {}

  /** The member for an entry; empty for sockets, which mean nothing without their process. */
  Optional<Member> member(Entry entry, Name path) {
    var status = entry.status();
    if (status.isSocket()) {
      return Optional.empty();
    }
    if (status.isMountRoot()) {
      return Optional.of(place(path, status));
    }
    var first = status.links() > 1 && !status.isDirectory() ? first(status, path) : path;
    if (!first.equals(path)) {
      return Optional.of(member(path, Member.Type.HARD_LINK, status, 0, first, Map.of()));
    }
    var type = type(status);
    var link =
        type == Member.Type.SYMBOLIC_LINK
            ? new Name(Entries.link(entry.directory(), entry.name().bytes()))
            : NONE;
    long size = type == Member.Type.FILE ? status.size() : 0;
    return Optional.of(member(path, type, status, size, link, entry.attributes()));
  }

  /** Where something is mounted: that is no part of the tree. */
  private Member place(Name path, FileStatus status) {
    var type = status.isDirectory() ? Member.Type.DIRECTORY : Member.Type.FILE;
    return member(path, type, status, 0, NONE, Map.of());
  }

  private Name first(FileStatus status, Name path) {
    var first = seen.putIfAbsent(new File(status.device(), status.inode()), path);
    return first == null ? path : first;
  }

  private static Member.Type type(FileStatus status) {
    if (status.isDirectory()) {
      return Member.Type.DIRECTORY;
    }
    if (status.isLink()) {
      return Member.Type.SYMBOLIC_LINK;
    }
    if (status.isCharacterDevice()) {
      return Member.Type.CHARACTER_DEVICE;
    }
    if (status.isBlockDevice()) {
      return Member.Type.BLOCK_DEVICE;
    }
    return status.isFifo() ? Member.Type.FIFO : Member.Type.FILE;
  }

  private Member member(
      Name path,
      Member.Type type,
      FileStatus status,
      long size,
      Name link,
      Map<String, byte[]> its) {
    var owner = owners.apply(new Owner(status.uid(), status.gid()));
    return new Member(
        type == Member.Type.DIRECTORY ? path.asDirectory() : path,
        type,
        status.permissions(),
        owner.uid(),
        owner.gid(),
        status.seconds(),
        status.nanos(),
        size,
        0,
        link,
        status.major(),
        status.minor(),
        its,
        List.of());
  }

  /** Hides, in the directory of these, whatever lower layers have there under the name. */
  static Member marker(Name path, FileStatus status) {
    return new Member(
        path,
        Member.Type.FILE,
        0,
        0,
        0,
        status.seconds(),
        0,
        0,
        0,
        NONE,
        0,
        0,
        Map.of(),
        List.of());
  }
}
