package dev.jug.engine;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.Created;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.ExitStatus;
import dev.jug.runtime.HostCommand;
import dev.jug.runtime.HostedLauncher;
import dev.jug.runtime.Laboratory;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LauncherHost;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.BudgetGroups;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.plan.Plan;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose processes are objects. It outlives engines, as monitors do: reconnecting finds a
 * process by its state directory, and one that ends leaves an {@code exit} file there.
 */
final class FakeRuntime implements ContainerRuntime {
  final Map<Path, FakeProcess> processes = new ConcurrentHashMap<>();
  final List<Launch> launched = new ArrayList<>();
  final List<ExecLaunch> executed = new ArrayList<>();
  final List<String> released = new ArrayList<>();
  final List<String> stopped = new ArrayList<>();
  final Map<String, FakeGroup> groups = new ConcurrentHashMap<>();
  private final AtomicInteger nextPid = new AtomicInteger(100_000_000);
  @Nullable RuntimeException refusal;
  volatile boolean outOfMemory;

  @Override
  public Plan plan(Launch launch) {
    launched.add(launch);
    return new Plan(List.of(), 0, 0);
  }

  @Override
  public Plan plan(ExecLaunch launch) {
    return new Plan(List.of(), 0, 0);
  }

  @Override
  public synchronized RunningProcess start(Launch launch) {
    launched.add(launch);
    return begin(launch.state());
  }

  @Override
  public HostedLauncher hosted(LauncherHost host) {
    throw new UnsupportedOperationException("engines keep their containers");
  }

  @Override
  public Created create(Launch launch) {
    throw new UnsupportedOperationException("engines keep their containers");
  }

  @Override
  public void open(Launch launch, Created created) {
    throw new UnsupportedOperationException("engines keep their containers");
  }

  @Override
  public void stopped(Launch launch) {
    stopped.add(launch.id());
  }

  @Override
  public int execReleased(ExecLaunch launch) {
    throw new UnsupportedOperationException("engines keep their containers");
  }

  @Override
  public synchronized RunningProcess exec(ExecLaunch launch) {
    executed.add(launch);
    var process = begin(launch.state());
    if (launch.custody() instanceof Streams streams) {
      streams.client().map(FrameSocket::new).ifPresent(process::tell);
    }
    return process;
  }

  private FakeProcess begin(Path state) {
    if (refusal != null) {
      throw refusal;
    }
    if (!Files.isDirectory(state)) {
      throw new AssertionError("no state directory " + state);
    }
    var process = new FakeProcess(nextPid.incrementAndGet(), state);
    processes.put(state, process);
    return process;
  }

  @Override
  public Optional<RunningProcess> reconnect(Path state) {
    var process = processes.get(state);
    return process == null || process.exit().isPresent() ? Optional.empty() : Optional.of(process);
  }

  @Override
  public synchronized void release(Launch launch) {
    released.add(launch.id());
  }

  @Override
  public void releaseAllBut(Set<String> ids) {}

  @Override
  public boolean outOfMemory(Launch launch) {
    return outOfMemory;
  }

  @Override
  public FakeGroup group(Launch launch) {
    return groups.computeIfAbsent(launch.id(), _ -> new FakeGroup());
  }

  /** A container of this machine is where the engine says. */
  @Override
  public void move(Launch from, Launch to, boolean stopped, Runnable record) {
    record.run();
  }

  @Override
  public void completeMove(Launch launch, boolean stopped) {}

  @Override
  public RunningProcess start(HostCommand command, String group, Streams files, Path state) {
    throw new UnsupportedOperationException("nothing runs outside of containers");
  }

  @Override
  public BudgetGroups budgets() {
    return new BudgetGroups(new Cgroups(CgroupLayout.detect()));
  }

  @Override
  public Laboratory laboratory() {
    throw new UnsupportedOperationException("there are no processes to look at");
  }

  @Override
  public void close() {}

  /** Waits for one that is being started: it is not seen before its client is. */
  synchronized FakeProcess process(Path state) {
    return processes.get(state);
  }

  static LaunchException notFound() {
    return new LaunchException(
        LaunchException.Kind.COMMAND_NOT_FOUND, Optional.of(Errno.ENOENT), "no such command");
  }

  /** A process that ends when a test says so, or when it is killed. */
  static final class FakeProcess implements RunningProcess {
    final List<Signal> signals = new ArrayList<>();
    private final int pid;
    private final Path state;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable ExitStatus status;
    private volatile @Nullable FrameSocket client;
    private volatile boolean orphaned;

    FakeProcess(int pid, Path state) {
      this.pid = pid;
      this.state = state;
    }

    /** Somebody attaches before it starts. */
    void tell(FrameSocket socket) {
      client = socket;
    }

    /** It prints something. */
    void say(String text) {
      if (client != null) {
        client.send(Frame.ofText(FrameType.STDOUT, text));
      }
    }

    private void tellEnd(int waitStatus) {
      if (client != null) {
        client.send(Frame.ofInts(FrameType.EXITED, waitStatus));
        client.close();
      }
    }

    /** It ends with this exit code. */
    void end(int code) {
      endWith(code << 8);
    }

    synchronized void endWith(int waitStatus) {
      if (status == null) {
        try {
          if (Files.isDirectory(state)) {
            Files.writeString(state.resolve("exit"), waitStatus + "\n");
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        status = new ExitStatus(waitStatus);
        tellEnd(waitStatus);
        ended.countDown();
      }
    }

    /** Its monitor is killed, and an engine sees it. */
    synchronized void abandon() {
      orphaned = true;
      status = new ExitStatus(Signal.KILL.number());
      tellEnd(Signal.KILL.number());
      ended.countDown();
    }

    @Override
    public boolean isOrphaned() {
      return orphaned;
    }

    /** Its monitor is killed, or the machine restarts: nothing tells how it ended. */
    void vanish() {
      status = new ExitStatus(0);
    }

    @Override
    public int pid() {
      return pid;
    }

    @Override
    public ExitStatus await() {
      try {
        ended.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return exit().orElseThrow();
    }

    @Override
    public Optional<ExitStatus> exit() {
      return Optional.ofNullable(status);
    }

    @Override
    public void signal(Signal signal) {
      signals.add(signal);
      if (signal.equals(Signal.KILL) || signal.equals(Signal.TERM)) {
        endWith(signal.number());
      }
    }

    @Override
    public void resize(int rows, int columns) {}

    @Override
    public Socket attach() {
      throw new SysException("connect", Errno.ECONNREFUSED, state);
    }

    @Override
    public void close() {}
  }
}
