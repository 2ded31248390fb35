package dev.jug.engine.pod;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The file that a container's lines are written to. Not thread-safe. */
final class PodLogFile implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final FileChannel channel;
  private final OutputStream out;
  private final long inode;

  private PodLogFile(FileChannel channel, OutputStream out, long inode) {
    this.channel = channel;
    this.out = out;
    this.inode = inode;
  }

  /** Opens it at its end; makes it, and its directory, if they are not there. */
  static PodLogFile open(Path file) throws IOException {
    var directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    return new PodLogFile(channel, out, inode(file));
  }

  void write(PodLines.Line line) throws IOException {
    out.write(line.bytes());
  }

  void flush() throws IOException {
    out.flush();
  }

  /** How far it has been written, once it is flushed. */
  PodLogPosition noted(PodLogPosition position) throws IOException {
    flush();
    return position.at(inode, channel.size());
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      out.flush();
    }
  }

  /**
   * How far somebody got who could not note it any more. He may have been killed within a line,
   * which is cut off; and the file may have been renamed since.
   */
  static PodLogPosition recovered(PodLogPosition noted, Path file) throws IOException {
    var place = noted.file() == 0 ? Optional.<Path>empty() : find(noted.file(), file);
    if (place.isEmpty() || Files.size(place.get()) < noted.size()) {
      return noted;
    }
    try (var open = new RandomAccessFile(place.get().toFile(), "rw")) {
      open.seek(noted.size());
      var behind = new byte[(int) Math.min(open.length() - noted.size(), Integer.MAX_VALUE - 8)];
      open.readFully(behind);
      var position = noted.after(behind);
      open.setLength(position.size());
      return position;
    }
  }

  private static Optional<Path> find(long inode, Path file) throws IOException {
    if (Files.exists(file) && inode(file) == inode) {
      return Optional.of(file);
    }
    var directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (var others = Files.newDirectoryStream(directory)) {
      for (var other : others) {
        if (Files.isRegularFile(other) && inode(other) == inode) {
          return Optional.of(other);
        }
      }
    }
    return Optional.empty();
  }

  private static long inode(Path file) throws IOException {
    return (long) Files.getAttribute(file, "unix:ino");
  }
}
