package dev.jug.engine;

import static java.util.Objects.requireNonNull;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.Remedy;
import dev.jug.engine.launch.Ends;
import dev.jug.engine.network.Sandboxes;
import dev.jug.linux.SysException;
import dev.jug.network.Sandbox;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.RunningProcess;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to start a container's process; if it fails nothing is left of it.
 *
 * @param pidOf the process of a running container, by its name or id
 */
record Starting(Services services, ContainerRecord record, ToIntFunction<String> pidOf) {
  /** The run that began. */
  Run run(Ends ends) {
    boolean own = record.request().namespaces().ids() != null;
    try {
      return own && Sandboxes.hasSandbox(record.request()) ? joined(ends) : prepared(ends);
    } catch (UncheckedIOException e) {
      throw Disk.failed(
          "start container " + Ids.shortened(record.id()), requireNonNull(e.getCause()));
    } catch (SysException e) {
      throw new Failed("cannot start the container: " + e.getMessage(), Remedy.of(e), e);
    }
  }

  /** Its networks are there before it is. */
  private Run prepared(Ends ends) {
    var sandbox = services.sandboxes().make(record);
    try {
      var launch = services.prepare(record, sandbox, pidOf, ends);
      sandbox.ifPresent(made -> services.sandboxes().keep(record.id(), made));
      return new Run(launch, launch(launch), held(sandbox));
    } catch (RuntimeException e) {
      throw released(sandbox.orElse(null), e);
    }
  }

  /**
   * Its network namespace belongs to its user namespace, so both are born with it, and its networks
   * come while it waits.
   */
  private Run joined(Ends ends) {
    var sandbox = new AtomicReference<@Nullable Sandbox>();
    try {
      var launch = services.prepare(record, Optional.empty(), pidOf, ends);
      var process = launch(launch.with(pid -> join(pid, sandbox)));
      return new Run(launch, process, held(Optional.ofNullable(sandbox.get())));
    } catch (RuntimeException e) {
      throw released(sandbox.get(), e);
    }
  }

  private void join(int pid, AtomicReference<@Nullable Sandbox> sandbox) {
    var made = services.sandboxes().make(record, pid);
    sandbox.set(made);
    services.launches().refreshNames(record, made);
    services.sandboxes().keep(record.id(), made);
  }

  private static Optional<Sandbox> held(Optional<Sandbox> sandbox) {
    sandbox.ifPresent(Sandbox::hold);
    return sandbox;
  }

  private RuntimeException released(@Nullable Sandbox sandbox, RuntimeException why) {
    if (sandbox != null) {
      try {
        services.sandboxes().release(sandbox);
      } catch (RuntimeException e) {
        why.addSuppressed(e);
      }
    }
    return why;
  }

  private RunningProcess launch(Launch launch) {
    try {
      return services.runtime().start(launch);
    } catch (LaunchException e) {
      throw abandoned(launch, new Failed(e.getMessage(), Remedy.of(e), e.kind(), e));
    } catch (InvalidSpecException e) {
      throw abandoned(launch, new Invalid(e.getMessage(), ""));
    } catch (SysException e) {
      throw abandoned(
          launch, new Failed("cannot start the container: " + e.getMessage(), Remedy.of(e), e));
    } catch (EngineException e) {
      throw abandoned(launch, e);
    } finally {
      services.storage().provisions().launched(launch.id());
    }
  }

  private EngineException abandoned(Launch launch, EngineException why) {
    try {
      services.runtime().release(launch);
    } catch (SysException e) {
      why.addSuppressed(e);
    }
    services.launches().ended(launch);
    services.storage().mounts().ended(record.id(), record.request().storage());
    return why;
  }
}
