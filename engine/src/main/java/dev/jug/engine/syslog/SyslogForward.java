package dev.jug.engine.syslog;

import dev.jug.engine.log.ForwardThread;
import dev.jug.engine.log.LogForward;
import dev.jug.engine.log.LogPiece.Stream;
import dev.jug.engine.log.LogReader;
import dev.jug.engine.syslog.Lines.Line;
import dev.jug.engine.syslog.SyslogFormat.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a container writes on to a syslog daemon, from what is kept of it: a daemon that is
 * away stops no container, and when it is back it gets what it missed. How far it got is noted on
 * disk, and the next engine goes on there; after a kill some lines may come twice, none is left out
 * as long as it is kept.
 */
public final class SyslogForward implements LogForward {
  private static final System.Logger LOG = System.getLogger(SyslogForward.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

  private final Path directory;
  private final SyslogOptions options;
  private final Origin origin;
  private final BooleanSupplier running;
  private final ForwardThread thread;
  private Position position = Position.START;
  private @Nullable SyslogSink sink;

  /**
   * @param directory has the log
   * @param id of the container
   * @param origin its name in messages
   * @param running whether more can come
   */
  SyslogForward(
      Path directory, String id, SyslogOptions options, Origin origin, BooleanSupplier running) {
    this.directory = directory;
    this.options = options;
    this.origin = origin;
    this.running = running;
    this.thread = new ForwardThread("syslog of " + id, this::run, LAST_PATIENCE);
  }

  void start() {
    thread.start();
  }

  private Path file() {
    return directory.resolve("forwarded");
  }

  private void run() {
    try {
      position = Position.read(file());
      forward();
    } catch (InterruptedException _) {
      LOG.log(System.Logger.Level.DEBUG, "syslog: the engine closes");
    } catch (IOException | RuntimeException e) {
      if (!thread.isLetGo()) {
        LOG.log(System.Logger.Level.WARNING, "syslog: output is not sent any more", e);
      }
    } finally {
      // Who is interrupted cannot write a file.
      Thread.interrupted();
      close();
      note();
    }
  }

  /** Whoever comes next begins here. */
  private void note() {
    try {
      if (!position.equals(Position.START)) {
        position.write(file());
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "syslog: how far it got is not noted", e);
    }
  }

  private void forward() throws IOException, InterruptedException {
    var lines = new Lines();
    var from = position;
    int known = 0;
    try (var reader = new LogReader(directory, from.options(), running)) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        var line = lines.add(piece.get());
        if (line.isPresent() && from.includes(line.get().time(), known)) {
          known += line.get().time().equals(from.time()) ? 1 : 0;
        } else if (line.isPresent()) {
          send(line.get(), lines.unfinished());
        }
        if (!reader.hasReady()) {
          note();
        }
      }
    }
    for (var line : lines.rest(Instant.now())) {
      send(line, Optional.empty());
    }
  }

  private void send(Line line, Optional<Instant> unfinished) throws InterruptedException {
    var message =
        options.format().message(origin, line.stream() == Stream.STDERR, line.time(), line.bytes());
    var pause = FIRST_PAUSE;
    while (!trySend(message, pause.equals(FIRST_PAUSE))) {
      Thread.sleep(pause);
      var longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
    position = position.after(line.time(), unfinished);
  }

  private boolean trySend(byte[] message, boolean first) {
    try {
      var open = sink == null ? SyslogSink.open(options.address()) : sink;
      sink = open;
      open.send(message);
      return true;
    } catch (IOException e) {
      var level = first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
      LOG.log(level, "syslog: {0} is not reached: {1}", options.address(), e.getMessage());
      close();
      return false;
    }
  }

  private void close() {
    var open = sink;
    sink = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "syslog: closing", e);
      }
    }
  }

  /** Waits until all is sent, though not for long: the log may be about to go. */
  @Override
  public void finish() {
    thread.finish();
  }

  /** Whoever goes on finds noted how far this one got. */
  @Override
  public void letGo() {
    thread.letGo();
  }
}
