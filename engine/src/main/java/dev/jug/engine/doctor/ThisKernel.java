package dev.jug.engine.doctor;

import dev.jug.linux.Call;
import dev.jug.linux.SysException;
import dev.jug.linux.crypto.SystemDigest;
import dev.jug.linux.fs.FileSystemRoom;
import dev.jug.linux.landlock.Landlock;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.net.LinkOptions;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.RouteSocket;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Hook;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.ns.NetworkNamespace;
import dev.jug.linux.proc.ClockStatus;
import dev.jug.linux.proc.NeededCalls;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kernel that runs here. What is made to try something is gone before the answer. */
public final class ThisKernel implements KernelAnswers {
  private static final String TRIED = "jug-try";

  @Override
  public List<Call> missingCalls() {
    return NeededCalls.missing();
  }

  /** In a network namespace of its own, which goes with what is in it. */
  @Override
  public Optional<String> lackOf(LinkKind kind) {
    try (var namespace = NetworkNamespace.make();
        var socket = RouteSocket.in(namespace)) {
      NetworkDevice.create(socket, TRIED, kind, LinkOptions.NONE);
      return Optional.empty();
    } catch (SysException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public int landlock() {
    return Landlock.version();
  }

  @Override
  public Optional<PacketFilter> packetFilter() {
    try (var socket = NetfilterSocket.open()) {
      var chains = new ArrayList<Chain>();
      var dropping = new ArrayList<Chain>();
      for (var table : socket.tables()) {
        chains.addAll(socket.chains(table));
        dropping.addAll(socket.dropping(table, Hook.Point.FORWARD));
      }
      return Optional.of(new PacketFilter(chains, dropping));
    } catch (SysException _) {
      return Optional.empty();
    }
  }

  @Override
  public FileSystemRoom room(Path path) {
    return FileSystemRoom.of(path);
  }

  @Override
  public String fileSystem(Path path) throws IOException {
    return Files.getFileStore(path).type();
  }

  @Override
  public boolean answers(Path socket) {
    try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return true;
    } catch (IOException | IllegalArgumentException _) {
      return false;
    }
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public boolean isClockKept() {
    return ClockStatus.isKept();
  }

  @Override
  public boolean hasFastDigests() {
    return SystemDigest.of("SHA-256").isPresent();
  }

  @Override
  public Runtime.Version java() {
    return Runtime.version();
  }
}
