package dev.jug.cri;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A socket in the file system. It is bound under another name and gets its mode there: at its path
 * it is never open to anybody but its owner.
 */
final class CriSocket implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CriSocket.class.getName());
  private static final int BACKLOG = 64;

  private final Path path;
  private final ServerSocketChannel channel;

  private CriSocket(Path path, ServerSocketChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Listens. What nobody listens at any more is replaced.
   *
   * @throws IOException if somebody listens there, or it cannot be made
   */
  static CriSocket listen(Path path) throws IOException {
    var directory = path.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    requireFree(path);
    var fresh = path.resolveSibling("." + path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(fresh), BACKLOG);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      return new CriSocket(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(fresh);
      throw new IOException("cannot listen at " + path + ": " + e.getMessage(), e);
    }
  }

  private static void requireFree(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException("cannot listen at " + path + ": another process listens there");
    } catch (ConnectException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} was left behind: {1}", path, e.getMessage());
    }
  }

  SocketChannel accept() throws IOException {
    return channel.accept();
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} stays: {1}", path, e.getMessage());
    }
  }
}
