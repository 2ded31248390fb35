package dev.jug.app;

import dev.jug.door.Front;
import dev.jug.door.text.Json;
import dev.jug.http.AccessLog.Entry;
import dev.jug.http.endpoint.Peer;
import dev.jug.linux.io.PeerCredentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who asked for what, and what came of it: a line of JSON for each command, and for each request
 * that is more than a look. The file is opened for each line, so that others may move it away at
 * any time. Thread-safe.
 *
 * @param file where it is written, if it is
 */
record AuditLog(Optional<Path> file, InstantSource clock) {
  private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());
  private static final Set<String> LOOKS = Set.of("GET", "HEAD");
  private static final Pattern TAKEN = Pattern.compile("/(attach|exec/\\w+)/ws(\\?|$)");
  private static final int FORBIDDEN = 403;

  /** A command of a front is over. */
  void add(Front front, int code, long millis) {
    if (file.isPresent()) {
      var line = line(front.peer());
      line.put("request", AuditedWords.of(front.request().arguments()));
      end(line, code, millis);
    }
  }

  /** Somebody who may not use the engine was sent away. */
  void addRefused(PeerCredentials peer, int code) {
    if (file.isPresent()) {
      end(line(peer), code, 0);
    }
  }

  private Map<String, String> line(PeerCredentials peer) {
    var line = line("jug");
    line.put("uid", Integer.toString(peer.uid()));
    line.put("gid", Integer.toString(peer.gid()));
    line.put("pid", Integer.toString(peer.pid()));
    return line;
  }

  /**
   * A request of a client is over.
   *
   * @param door what it came by
   */
  void add(String door, Entry entry) {
    boolean isLook = LOOKS.contains(entry.method()) && !isTaken(entry.target());
    if (file.isPresent() && (!isLook || entry.status() == FORBIDDEN)) {
      var line = line(door);
      put(line, entry.peer());
      line.put("id", entry.id());
      line.put("request", entry.method() + " " + entry.target());
      end(line, entry.status(), entry.duration().toMillis());
    }
  }

  /** Input of a container goes over this one, whatever its method says. */
  private static boolean isTaken(String target) {
    return TAKEN.matcher(target).find();
  }

  private static void put(Map<String, String> line, Peer peer) {
    switch (peer) {
      case Peer.Local(var user, var group) -> {
        line.put("user", user);
        line.put("group", group);
      }
      case Peer.Remote(var address, var subject) -> {
        line.put("from", address.getAddress().getHostAddress() + ":" + address.getPort());
        subject.ifPresent(name -> line.put("certificate", name));
      }
    }
  }

  private Map<String, String> line(String door) {
    var line = new LinkedHashMap<String, String>();
    line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("door", door);
    return line;
  }

  private void end(Map<String, String> line, int status, long millis) {
    line.put("status", Integer.toString(status));
    line.put("millis", Long.toString(millis));
    try {
      write(file.orElseThrow(), (Json.object(line) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "audit-log: not written: " + line, e);
    }
  }

  /** One write, which does not mingle with another (write(2), O_APPEND). */
  private static void write(Path file, byte[] line) throws IOException {
    var options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(file, options, mode)) {
      var rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
  }
}
