package dev.jug.http.socket;

import dev.jug.http.endpoint.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Objects;
import java.util.Optional;

/**
 * A socket in the file system (unix(7)). It is bound under another name and gets its mode there: at
 * its path it is never open to more people than it should be.
 */
final class SocketFile {
  private static final System.Logger LOG = System.getLogger(SocketFile.class.getName());
  private static final String MODE = "rw-rw----";

  private SocketFile() {}

  /**
   * @throws IOException if somebody listens there, if there is a file that is no socket, or if it
   *     cannot be made
   */
  static Listener listen(Endpoint.Unix endpoint) throws IOException {
    var path = endpoint.path().toAbsolutePath();
    checkFree(path);
    var fresh = path.resolveSibling("." + path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(fresh), Listener.BACKLOG);
      protect(fresh, endpoint.group());
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      var key = key(path);
      return new Listener(channel, Optional.empty(), () -> remove(path, key));
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(fresh);
      throw new IOException("cannot listen at " + path + ": " + e.getMessage(), e);
    }
  }

  private static void checkFree(Path path) throws IOException {
    try {
      var attributes = attributes(path);
      if (!attributes.isOther()) {
        throw new IOException(
            "cannot listen at " + path + ": there is a file that is no socket; remove it");
      }
    } catch (NoSuchFileException _) {
      return;
    }
    try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException("cannot listen at " + path + ": another process listens there");
    } catch (ConnectException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} was left behind: {1}", path, e.getMessage());
    }
  }

  private static void protect(Path path, Optional<String> group) throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (group.isPresent()) {
      view.setGroup(group(path, group.get()));
    }
    view.setPermissions(PosixFilePermissions.fromString(MODE));
  }

  private static GroupPrincipal group(Path path, String name) throws IOException {
    try {
      var lookup = path.getFileSystem().getUserPrincipalLookupService();
      return lookup.lookupPrincipalByGroupName(name);
    } catch (UserPrincipalNotFoundException e) {
      throw new IOException("there is no group " + name, e);
    }
  }

  private static Object key(Path path) throws IOException {
    return Objects.requireNonNull(attributes(path).fileKey());
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static void remove(Path path, Object key) {
    try {
      if (key(path).equals(key)) {
        Files.delete(path);
      }
    } catch (NoSuchFileException _) {
      // Somebody was faster.
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} stays: {1}", path, e.getMessage());
    }
  }
}
