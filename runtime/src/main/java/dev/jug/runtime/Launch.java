package dev.jug.runtime;

import dev.jug.oci.runtime.Spec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * One container to start.
 *
 * @param id unique name; also the name of its cgroup
 * @param spec what it is; {@code spec.root.path} is ignored in favour of {@code root}
 * @param root its root file system
 * @param state existing directory, mode 0700, at most 90 characters long, where the monitor keeps
 *     its socket ({@code monitor.sock}) and leaves the exit status ({@code exit})
 * @param custody who looks after its process
 * @param options what no spec can ask for
 * @param bundle what hooks are told its bundle is
 * @param network makes what its new network namespace needs, before anything happens in there: gets
 *     the process id, while the process waits; may throw, which ends the launch. Empty for nothing
 * @param handler who makes its process
 */
public record Launch(
    String id,
    Spec spec,
    RootSource root,
    Path state,
    Custody custody,
    Set<LaunchOption> options,
    Path bundle,
    Optional<IntConsumer> network,
    RuntimeHandler handler) {
  public Launch {
    options = Set.copyOf(options);
  }

  /** A container whose network namespace, if it has one, needs nothing more. */
  public Launch(
      String id,
      Spec spec,
      RootSource root,
      Path state,
      Custody custody,
      Set<LaunchOption> options,
      Path bundle) {
    this(id, spec, root, state, custody, options, bundle, Optional.empty(), RuntimeHandler.OWN);
  }

  /** The same, with a network that is made while it is being born. */
  public Launch with(IntConsumer made) {
    return new Launch(id, spec, root, state, custody, options, bundle, Optional.of(made), handler);
  }

  /** The same, its process made by somebody else. */
  public Launch by(RuntimeHandler other) {
    return new Launch(id, spec, root, state, custody, options, bundle, network, other);
  }

  /**
   * A container that has no other bundle than its state directory.
   *
   * @param init whether a reaper runs as process 1 in front of the command
   */
  public Launch(String id, Spec spec, RootSource root, Path state, Custody custody, boolean init) {
    this(id, spec, root, state, custody, init ? Set.of(LaunchOption.INIT) : Set.of(), state);
  }

  /** Whether this option was chosen. */
  public boolean has(LaunchOption option) {
    return options.contains(option);
  }
}
