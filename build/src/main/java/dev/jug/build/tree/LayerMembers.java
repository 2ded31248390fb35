package dev.jug.build.tree;

import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.Member;
import dev.jug.image.tar.Name;
import dev.jug.linux.fs.EntryWriter.Description;
import dev.jug.linux.fs.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Writes the members of a layer that no tree has. Not thread-safe. */
final class LayerMembers {
  private static final Name NOTHING = Name.of("");
  private static final Name OPAQUE = Name.of(".wh..wh..opq");
  private static final int PERMISSIONS = 07777;

  private final ArchiveWriter out;

  LayerMembers(ArchiveWriter out) {
    this.out = out;
  }

  void directory(Name path, Description how, Map<String, byte[]> attributes) throws IOException {
    out.add(member(path.asDirectory(), Member.Type.DIRECTORY, how, 0, NOTHING, attributes));
  }

  void file(
      Name path, Description how, Map<String, byte[]> attributes, long size, InputStream content)
      throws IOException {
    out.add(member(path, Member.Type.FILE, how, size, NOTHING, attributes), content);
  }

  void link(Name path, Description how, Map<String, byte[]> attributes, Name target)
      throws IOException {
    out.add(member(path, Member.Type.SYMBOLIC_LINK, how, 0, target, attributes));
  }

  /** A device or a named pipe. */
  void node(Name path, Description how, Map<String, byte[]> attributes, FileStatus status)
      throws IOException {
    var type =
        status.isFifo()
            ? Member.Type.FIFO
            : status.isBlockDevice() ? Member.Type.BLOCK_DEVICE : Member.Type.CHARACTER_DEVICE;
    var plain = member(path, type, how, 0, NOTHING, attributes);
    out.add(
        new Member(
            path,
            type,
            plain.mode(),
            plain.uid(),
            plain.gid(),
            plain.seconds(),
            plain.nanos(),
            0,
            0,
            NOTHING,
            status.major(),
            status.minor(),
            attributes,
            List.of()));
  }

  /** Says that a directory hides what was there under its name. */
  void hiding(Name directory, Description how) throws IOException {
    var nobody = new Description(0, 0, 0, how.seconds(), 0);
    out.add(member(directory.resolve(OPAQUE), Member.Type.FILE, nobody, 0, NOTHING, Map.of()));
  }

  private static Member member(
      Name path,
      Member.Type type,
      Description how,
      long size,
      Name link,
      Map<String, byte[]> attributes) {
    return new Member(
        path,
        type,
        how.mode() & PERMISSIONS,
        how.uid(),
        how.gid(),
        how.seconds(),
        how.nanos(),
        size,
        0,
        link,
        0,
        0,
        attributes,
        List.of());
  }
}
