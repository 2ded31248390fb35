package dev.jug.image.archive;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.jug.image.compress.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary file without a name: the kernel frees it when it is closed, even by a crash. */
final class Spool {
  private Spool() {}

  /** A file with what the stream has, unpacked. */
  static FileChannel fill(InputStream packed, String name, Path folder) throws IOException {
    var channel = create(folder);
    try (var in = Decompressor.DEFAULT.open(packed, name)) {
      in.transferTo(Channels.newOutputStream(channel));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel create(Path folder) throws IOException {
    var file = Files.createTempFile(folder, "spool", ".tar");
    try {
      return FileChannel.open(file, READ, WRITE);
    } finally {
      Files.delete(file);
    }
  }

  /** Nothing was written that could be lost. */
  static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
