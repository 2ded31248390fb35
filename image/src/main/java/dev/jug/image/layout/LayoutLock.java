package dev.jug.image.layout;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/**
 * Keeps other writers of a layout's index away, in this process and in others. What is locked is
 * the file that says that it is a layout: it is there in every layout and never replaced.
 */
final class LayoutLock implements AutoCloseable {
  private static final int MILLISECONDS = 5;

  private final FileChannel channel;

  private LayoutLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock; a new directory is a layout then. */
  static LayoutLock of(Path folder) throws IOException {
    var channel = FileChannel.open(folder.resolve(Layout.VERSION_FILE), CREATE, WRITE);
    try {
      while (!isLocked(channel)) {
        Thread.sleep(MILLISECONDS);
      }
      if (channel.size() == 0) {
        channel.write(ByteBuffer.wrap(Layout.VERSION));
      }
      return new LayoutLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + folder, e);
    }
  }

  /** A lock that this process has already is no reason to wait in the kernel. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
