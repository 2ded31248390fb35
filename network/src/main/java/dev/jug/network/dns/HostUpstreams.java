package dev.jug.network.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the host's resolv.conf, which changes while the engine runs: it is looked at with
 * each question, and read when it has changed. Those on the loopback device are good too, since the
 * engine asks them.
 */
public final class HostUpstreams implements Upstreams {
  private static final System.Logger LOG = System.getLogger(HostUpstreams.class.getName());
  private static final int PORT = 53;

  private final Path file;
  private volatile Known known = new Known(null, null, 0, List.of());

  private record Known(
      @Nullable FileTime time, @Nullable Object key, long size, List<InetSocketAddress> servers) {
    boolean isOf(BasicFileAttributes now) {
      return now.lastModifiedTime().equals(time)
          && now.size() == size
          && Objects.equals(now.fileKey(), key);
    }
  }

  /** Mostly of /etc/resolv.conf. */
  public HostUpstreams(Path file) {
    this.file = file;
  }

  @Override
  public List<InetSocketAddress> servers() {
    try {
      var now = Files.readAttributes(file, BasicFileAttributes.class);
      if (!known.isOf(now)) {
        known = new Known(now.lastModifiedTime(), now.fileKey(), now.size(), read());
      }
      return known.servers();
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      // It may be amid its replacement; what it said before is the best there is.
      LOG.log(System.Logger.Level.WARNING, "cannot read {0}: {1}", file, e.getMessage());
      return known.servers();
    }
  }

  /**
   * Whether there are such servers, but nobody else than this host reaches any of them.
   *
   * @param behindStub the servers that one of the host's own asks in turn
   */
  public boolean areForTheHostOnly(Path behindStub) {
    try {
      return !servers().isEmpty() && ResolvConf.forOthers(file, behindStub).nameservers().isEmpty();
    } catch (IOException _) {
      // Then nobody can say whom to ask, and the container's file says nothing.
      return false;
    }
  }

  private List<InetSocketAddress> read() throws IOException {
    return ResolvConf.read(file).nameservers().stream()
        .map(address -> new InetSocketAddress(address, PORT))
        .toList();
  }
}
