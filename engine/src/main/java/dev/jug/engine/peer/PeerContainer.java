package dev.jug.engine.peer;

import dev.jug.engine.attack.AttackLine;
import dev.jug.engine.attack.Scene.Stations;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Listener;
import dev.jug.linux.io.Socket;
import dev.jug.linux.net.MacAddress;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * A container of a peer. Its program is the front of {@code jug}, which asks at a socket that is
 * bound into the container, as it does anywhere; it is told to start a launcher, and waits.
 */
final class PeerContainer implements AutoCloseable {
  private static final long MOMENT_NANOSECONDS = 5_000_000;

  private final PeerApi api;
  private final String id;
  private final FrameSocket front;
  private final AttackLine line;

  /**
   * Makes and starts one.
   *
   * @param request what the peer is asked for
   * @param listener where the container's program will ask
   * @param program the launcher's
   */
  PeerContainer(PeerApi api, Object request, Listener listener, Fd program) {
    this.api = api;
    this.id = api.ask("POST", "/containers/create", request).get("Id").asString();
    try (var pair = Socket.pair()) {
      api.ask("POST", "/containers/" + id + "/start");
      front = new FrameSocket(awaitFront(listener));
      front.receive().ifPresent(asked -> asked.descriptors().forEach(Fd::close));
      front.send(new Frame(FrameType.LAUNCH, new byte[0], List.of(pair.second().fd(), program)));
      line = new AttackLine(new Socket(new Fd(pair.first().fd().steal())));
    } catch (RuntimeException e) {
      remove();
      throw e;
    }
  }

  /** Who is interrupted hears nothing more. */
  private static Socket awaitFront(Listener listener) {
    var self = Thread.currentThread();
    var watch = Thread.ofVirtual().start(() -> interruptLater(self));
    try {
      return listener.accept();
    } catch (SysException e) {
      Thread.interrupted();
      throw new Failed("the peer's container did not call back: " + e.getMessage(), "", e);
    } finally {
      watch.interrupt();
    }
  }

  private static void interruptLater(Thread thread) {
    try {
      Thread.sleep(AttackLine.PATIENCE);
      thread.interrupt();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  AttackLine line() {
    return line;
  }

  private JsonNode inspected() {
    return api.json("/containers/" + id + "/json");
  }

  /**
   * The process that attacks, or is attacked: the child of the container's first, once there is
   * one.
   */
  int pid() {
    var first = inspected().at("/State/Pid").asLong();
    var deadline = System.nanoTime() + AttackLine.PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var child = ProcessHandle.of(first).flatMap(process -> process.children().findFirst());
      if (child.isPresent()) {
        return Math.toIntExact(child.get().pid());
      }
      LockSupport.parkNanos(MOMENT_NANOSECONDS);
    }
    throw new Failed("cannot find the process of the peer's container " + id, "", null);
  }

  /** Its first address, if it is on a network. */
  Optional<JsonNode> endpoint() {
    return inspected()
        .at("/NetworkSettings/Networks")
        .valueStream()
        .filter(network -> !network.at("/IPAddress").asString("").isEmpty())
        .findFirst();
  }

  /** Who is where, if both are on networks. */
  Optional<Stations> stations(PeerContainer other) {
    return endpoint().flatMap(own -> other.endpoint().map(theirs -> stations(own, theirs)));
  }

  private static Stations stations(JsonNode own, JsonNode theirs) {
    return new Stations(
        MacAddress.parse(own.at("/MacAddress").asString()).bytes(),
        address(theirs.at("/IPAddress").asString()),
        MacAddress.parse(theirs.at("/MacAddress").asString()).bytes(),
        address(own.at("/Gateway").asString()));
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      throw new Failed("not an address: " + text, "", e);
    }
  }

  /** A file of it, in an archive. */
  byte[] copyOut(String path) {
    return api.ask("GET", "/containers/" + id + "/archive?path=" + path);
  }

  /** Unpacks an archive in one of its directories. */
  void copyIn(String path, byte[] archive) {
    api.ask("PUT", "/containers/" + id + "/archive?path=" + path, "application/x-tar", archive);
  }

  /** How large its log is, the files before the present one included; 0 if it is no file. */
  long logged() throws IOException {
    var log = Path.of(inspected().at("/LogPath").asString(""));
    var directory = log.getParent();
    if (directory == null) {
      return 0;
    }
    long sum = 0;
    try (var files = Files.newDirectoryStream(directory, log.getFileName() + "*")) {
      for (var file : files) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  private void remove() {
    api.ask("DELETE", "/containers/" + id + "?force=1&v=1");
  }

  @Override
  public void close() {
    line.close();
    front.close();
    remove();
  }
}
