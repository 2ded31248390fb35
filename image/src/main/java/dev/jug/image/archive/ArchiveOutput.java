package dev.jug.image.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a new archive goes. */
public sealed interface ArchiveOutput {
  /** What a person calls it, for messages. */
  String name();

  /** Writes a whole archive. */
  void write(Contents contents) throws IOException;

  /** Adds the members. */
  interface Contents {
    /** Adds all of them, in an order that is always the same. */
    void to(TarWriter tar) throws IOException;
  }

  /**
   * A file, replaced as a whole: before that its old content stays, and after a failure.
   *
   * @param path may not exist yet; its directory does
   */
  record ToFile(Path path) implements ArchiveOutput {
    @Override
    public String name() {
      return path.toString();
    }

    /** A pipe or a device is written to; only files can be replaced. */
    @Override
    public void write(Contents contents) throws IOException {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        try (var out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
          new ToStream(out, name()).write(contents);
        }
        return;
      }
      var file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      var temporary =
          Files.createTempFile(
              file.getParent(),
              "." + file.getFileName(),
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
      try {
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          new ToStream(Channels.newOutputStream(channel), name()).write(contents);
          channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /**
   * A stream, such as standard output.
   *
   * @param stream stays open
   * @param name what a person calls it
   */
  record ToStream(OutputStream stream, String name) implements ArchiveOutput {
    @Override
    public void write(Contents contents) throws IOException {
      var tar = new TarWriter(new BufferedOutputStream(stream, 1 << 16));
      contents.to(tar);
      tar.end();
    }
  }
}
