package dev.jug.app;

import dev.jug.cli.CommandLineDoor;
import dev.jug.cli.context.EngineControl;
import dev.jug.door.FrontSession;
import dev.jug.engine.Engine;
import dev.jug.engine.EngineConfig;
import dev.jug.engine.doctor.Doctor;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Listener;
import dev.jug.linux.io.Socket;
import dev.jug.play.Play;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Accepts fronts and knows when there is nothing left to do. */
final class Server implements EngineControl, DockerDoor.Use {
  private static final System.Logger LOG = System.getLogger(Server.class.getName());
  private static final int ROOT = 0;
  private static final int FAILURE = 125;
  private static final long RETRY_MILLIS = 100;
  private static final long GOODBYE_NANOS = 500_000_000;
  private static final long GOODBYE_POLL_MILLIS = 2;

  private final Engine engine;
  private final Listener listener;
  private final Options options;
  private final EngineConfig config;
  private final Doors doors;
  private final DashboardDoor dashboard;
  private final Instant started = Instant.now();
  private final int owner = (int) ProcessOwner.uid();
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicLong allSessions = new AtomicLong();
  private Thread acceptor = Thread.currentThread();
  private volatile List<String> places = List.of();
  private volatile long lastUse = System.nanoTime();
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch engineClosed = new CountDownLatch(1);

  Server(
      Engine engine,
      Play play,
      Parts parts,
      Listener listener,
      Options options,
      EngineConfig config,
      AuditLog audit) {
    this.engine = engine;
    this.listener = listener;
    this.options = options;
    this.config = config;
    this.dashboard = new DashboardDoor(engine, this, audit);
    this.doors =
        new Doors(new CommandLineDoor(engine, play, this), parts.door(), Namespaces.own(), audit);
  }

  /** Docker's clients are served now, at these places. */
  void opened(List<String> docker) {
    places = docker;
  }

  /** Serves until {@link #stop()}. */
  void serve() throws InterruptedException {
    var watch =
        new IdleWatch(
            this::lastUse, engine::needed, options.onDemand() ? options.idleSeconds() : 0);
    var watcher = Thread.ofVirtual().name("idle").start(() -> watch.run(this::stop));
    relay();
    stopAsked.await();
    watcher.interrupt();
    endAccepting().join();
    dashboard.close();
  }

  /**
   * Accepts one front and serves it, after another thread took over accepting: handing the front to
   * another thread would make it wait for that thread.
   */
  private void accept() {
    next().ifPresent(this::serve);
  }

  /** Empty if nobody is to be accepted any more. */
  private Optional<Socket> next() {
    while (!isStopping()) {
      try {
        var socket = listener.accept();
        if (relay(socket)) {
          return Optional.of(socket);
        }
      } catch (SysException | OutOfMemoryError e) {
        if (!isStopping()) {
          LOG.log(System.Logger.Level.WARNING, "a front was not accepted: {0}", e.getMessage());
          // Out of descriptors or threads: the next try would fail as well, and the next.
          pause(RETRY_MILLIS);
        }
      }
    }
    return Optional.empty();
  }

  /** The same; a front that nobody would be accepted after is let go. */
  private boolean relay(Socket accepted) {
    boolean relayed = false;
    try {
      relayed = relay();
      return relayed;
    } finally {
      if (!relayed) {
        accepted.close();
      }
    }
  }

  /** Lets the next thread accept; false if nobody shall any more. */
  private synchronized boolean relay() {
    if (isStopping()) {
      return false;
    }
    acceptor = Thread.ofVirtual().name("front").start(this::accept);
    return true;
  }

  /** The thread that accepts; it serves nobody yet, so it may be interrupted. */
  private synchronized Thread endAccepting() {
    acceptor.interrupt();
    return acceptor;
  }

  private boolean isStopping() {
    return stopAsked.getCount() == 0;
  }

  private void serve(Socket socket) {
    begin();
    try (var frames = new FrameSocket(socket)) {
      int uid = frames.peer().uid();
      if (uid == ROOT || uid == owner) {
        FrontSession.serve(frames, doors);
      } else {
        refuse(frames, uid);
        doors.audit().addRefused(frames.peer(), FAILURE);
      }
    } catch (BrokenFrameException | SysException e) {
      LOG.log(System.Logger.Level.WARNING, "a front was not understood: {0}", e.getMessage());
    } finally {
      end();
    }
  }

  @Override
  public void begin() {
    sessions.incrementAndGet();
    allSessions.incrementAndGet();
  }

  @Override
  public void end() {
    lastUse = System.nanoTime();
    sessions.decrementAndGet();
  }

  private long lastUse() {
    return sessions.get() > 0 ? System.nanoTime() : lastUse;
  }

  private static void refuse(FrameSocket frames, int uid) {
    var text = "jug: permission denied: user " + uid + " may not use this engine\n";
    frames.send(Frame.ofText(FrameType.STDERR, text));
    frames.send(Frame.ofInts(FrameType.EXIT, FAILURE));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Status status() {
    return new Status(
        Version.text(),
        started,
        options.onDemand(),
        options.idleSeconds(),
        options.run().resolve("engine.sock").toString(),
        places,
        config.state().toString());
  }

  @Override
  public Doctor doctor() {
    return Checkup.of(options);
  }

  @Override
  public String start(List<String> words, String directory) {
    var environment = new HashMap<>(System.getenv());
    environment.put("JUG_FROM", directory);
    var asked = Options.of(words, environment);
    if (asked.validate()) {
      asked.config().read();
      return Main.VALID;
    }
    if (!words.isEmpty() && !asked.config().equals(options.config())) {
      throw new Conflict(
          "an engine runs already, with other options",
          "Stop it first (jug engine stop); containers go on without it.");
    }
    return "";
  }

  @Override
  public List<String> reload() {
    var settings = options.config().read();
    engine.apply(settings);
    EngineLog.follow(settings.process());
    var lines = new ArrayList<>(List.of("engine: settings are read again"));
    for (var theme : settings.fixedSince(config.settings())) {
      lines.add("engine: " + theme + " change when it is started again (jug engine stop, start)");
    }
    return lines;
  }

  @Override
  public String dashboard(int port) {
    return dashboard.invite(port);
  }

  @Override
  public boolean endDashboard() {
    return dashboard.end();
  }

  @Override
  public void stop() {
    stopAsked.countDown();
    try {
      engineClosed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void leave() {
    boolean forOne = options.onDemand() && allSessions.get() == 1;
    if (forOne && !engine.needed()) {
      stop();
    }
  }

  /** Those who asked for the end hear that it came; others do not hold it up for long. */
  void sayGoodbye() {
    engineClosed.countDown();
    long deadline = System.nanoTime() + GOODBYE_NANOS;
    while (sessions.get() > 0 && System.nanoTime() < deadline) {
      pause(GOODBYE_POLL_MILLIS);
    }
  }
}
