package dev.jug.runtime.launch;

import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.ExitStatus;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.RunningProcess;
import java.util.List;
import java.util.Optional;

/**
 * The first process of a container that another runtime has made. Its monitor is like any other;
 * but what a signal means to the container only that runtime knows, if it is a sandbox.
 *
 * @param monitor looks after it
 * @param home its runtime's
 * @param commands runs the runtime
 */
record ForeignProcess(RunningProcess monitor, ForeignHome home, ForeignCommands commands)
    implements RunningProcess {
  private static final System.Logger LOG = System.getLogger(ForeignProcess.class.getName());

  @Override
  public int pid() {
    return monitor.pid();
  }

  @Override
  public ExitStatus await() {
    return monitor.await();
  }

  @Override
  public Optional<ExitStatus> exit() {
    return monitor.exit();
  }

  @Override
  public boolean isOrphaned() {
    return monitor.isOrphaned();
  }

  /** Where the runtime cannot do it, the kernel does. */
  @Override
  public void signal(Signal signal) {
    if (monitor.exit().isPresent()) {
      return;
    }
    try {
      var number = Integer.toString(signal.number());
      commands.run(home, "", List.of("kill", home.id(), number));
    } catch (LaunchException e) {
      if (monitor.exit().isEmpty()) {
        LOG.log(System.Logger.Level.WARNING, "container {0}: {1}", home.id(), e.getMessage());
        monitor.signal(signal);
      }
    }
  }

  @Override
  public void resize(int rows, int columns) {
    monitor.resize(rows, columns);
  }

  @Override
  public Socket attach() {
    return monitor.attach();
  }

  @Override
  public void close() {
    monitor.close();
  }
}
