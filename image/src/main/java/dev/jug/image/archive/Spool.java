package dev.jug.image.archive;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
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

  /**
   * A file with what the stream has, unpacked.
   *
   * @param size bytes of the packed stream; -1 if that is not known
   */
  static FileChannel fill(InputStream packed, long size, String name, Path folder)
      throws IOException {
    var buffered = new BufferedInputStream(packed, 1 << 16);
    buffered.mark(Packing.HEAD);
    var how = Packing.of(buffered.readNBytes(Packing.HEAD), name);
    buffered.reset();
    var channel = create(folder);
    try (var in = Packing.unpack(buffered, how, size, name)) {
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
