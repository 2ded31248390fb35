package dev.jug.runtime;

import dev.jug.runtime.cgroup.BudgetGroups;
import dev.jug.runtime.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Starts containers and finds them again. Thread-safe; keeps no state of its own beyond ready
 * launchers.
 */
public interface ContainerRuntime extends AutoCloseable {
  /** How names of groups begin that lie among those of containers and are none. */
  String BUDGET_PREFIX = "rc-";

  /**
   * The plan a container would be started with. Touches nothing.
   *
   * @throws dev.jug.oci.runtime.InvalidSpecException if the spec cannot mean a container
   */
  Plan plan(Launch launch);

  /** The plan of one more process in a container. Touches nothing. */
  Plan plan(ExecLaunch launch);

  /** Has a launcher brought to life, for one launch. */
  HostedLauncher hosted(LauncherHost host);

  /**
   * Starts a container; returns when its command has been executed.
   *
   * @throws LaunchException if it could not be started; nothing is left of it but the state
   *     directory
   */
  RunningProcess start(Launch launch);

  /**
   * Makes a container whose process waits for its start, and leaves it to whoever hosts the
   * launcher.
   *
   * @param launch with a custody of {@link Released}
   * @throws LaunchException if it could not be made; nothing is left of it but the state directory
   */
  Created create(Launch launch);

  /**
   * Starts a created container, which an earlier engine may have made; returns when its command has
   * been executed and its hooks have run.
   *
   * @throws LaunchException if it could not be started, or does not wait for its start
   */
  void open(Launch launch, Created created);

  /** Runs the hooks of a container that was deleted. Their failures are logged. */
  void stopped(Launch launch);

  /**
   * Runs one more process in a running container, and leaves it to whoever hosts the launcher;
   * returns when its command has been executed.
   *
   * @return its process id
   * @throws LaunchException if it could not be started
   */
  int execReleased(ExecLaunch launch);

  /**
   * Runs one more process in a running container; returns when its command has been executed.
   *
   * @throws LaunchException if it could not be started
   */
  RunningProcess exec(ExecLaunch launch);

  /**
   * Finds a process that an earlier engine started, by its state directory.
   *
   * @return empty if its monitor is gone; the {@code exit} file in the directory then says how it
   *     ended
   */
  Optional<RunningProcess> reconnect(Path state);

  /**
   * Releases what a container that has ended (or never quite started) still holds outside its state
   * directory: kills what is left in its cgroup and removes the cgroup. Can be called again.
   */
  void release(Launch launch);

  /**
   * Releases what containers hold that nobody knows any more, because an engine died while it made
   * or removed them.
   *
   * @param ids the containers that are known
   */
  void releaseAllBut(Set<String> ids);

  /**
   * Whether the kernel killed a process of this container for want of memory. Ask before {@link
   * #release}.
   */
  boolean outOfMemory(Launch launch);

  /** All processes of a container that runs, as one. */
  RunningGroup group(Launch launch);

  /**
   * Moves a container that runs to another group: it stops for that moment.
   *
   * @param from how it was launched
   * @param to the same, with another group and the limits that it has now
   * @param stopped whether it is paused, and stays so
   * @param record makes the new place known, before anything is moved; a failure is the caller's to
   *     take back
   * @throws dev.jug.runtime.cgroup.CgroupException if the kernel refuses; it is where it was then
   * @throws dev.jug.oci.runtime.InvalidSpecException if it made groups of its own
   */
  void move(Launch from, Launch to, boolean stopped, Runnable record);

  /**
   * Completes a {@link #move} that was cut off; does nothing if none was.
   *
   * @param launch as it is known now
   * @param stopped whether it is to be paused afterwards
   */
  void completeMove(Launch launch, boolean stopped);

  /**
   * Starts a command in a group, and in no container.
   *
   * @param group it enters
   * @param files what it reads and writes; closed
   * @param state existing directory of its own
   * @throws LaunchException if it could not be started
   */
  RunningProcess start(HostCommand command, String group, Streams files, Path state);

  /** Groups with limits for several containers together, and processes. */
  BudgetGroups budgets();

  /** Processes and groups of no container, to look at. */
  Laboratory laboratory();

  @Override
  void close();
}
