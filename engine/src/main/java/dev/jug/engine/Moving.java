package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.spec.CgroupPlace;
import dev.jug.engine.spec.Limits;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.Launch;
import dev.jug.runtime.cgroup.CgroupException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a container into another cgroup, while it runs if it does. The record says so before the
 * kernel does it: an engine that finds a half moved container completes the move.
 */
final class Moving {
  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;

  Moving(Services services, Container container, RecordKeeper keeper) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
  }

  /** Whether it was launched into a resource container. */
  static boolean isInBudget(Launch launch) {
    var linux = launch.spec().linux();
    var path = linux == null ? null : linux.cgroupsPath();
    return path != null && path.contains("/" + ContainerRuntime.BUDGET_PREFIX);
  }

  /**
   * Moves it; the caller has its lock.
   *
   * @param parent the cgroup that its own is to be in; empty for the engine's
   */
  void move(String parent) {
    var old = keeper.get();
    var present = Objects.requireNonNullElse(old.request().cgroupParent(), "");
    if (parent.equals(present)) {
      return;
    }
    if (old.request().image() instanceof ContainerImage.Bundle) {
      throw new Invalid(
          "container " + container.name() + " is one of a bundle, which says where its cgroup is",
          "");
    }
    var request =
        old.request().toBuilder(old.request().image())
            .cgroupParent(parent.isEmpty() ? null : parent)
            .build();
    var run = container.life().run();
    if (run == null) {
      keep(old.asking(request));
    } else {
      move(run, old, request);
    }
  }

  private void move(Run run, ContainerRecord old, ContainerRequest request) {
    var bills = new ResourceContainers(services);
    run.network().hold();
    var to = launch(run.launch(), request);
    boolean stopped = old.status() == ContainerStatus.PAUSED;
    bills.lookAround(container);
    try {
      services
          .runtime()
          .move(
              run.launch(), to, stopped, () -> keep(old.asking(request).launchedAs(kept(to, old))));
    } catch (InvalidSpecException e) {
      keep(old);
      throw new Invalid(text(e), "");
    } catch (CgroupException e) {
      keep(old);
      throw new Failed(text(e), "It is where it was.", e);
    }
    container.life().moved(run, to);
    bills.moved(container, run, old.request().cgroupParent());
  }

  private String text(RuntimeException why) {
    return "cannot move container " + container.name() + ": " + why.getMessage();
  }

  private Spec kept(Launch launch, ContainerRecord record) {
    return services.kept().shrink(launch.spec(), record.request());
  }

  private void keep(ContainerRecord record) {
    keeper.set(record);
    keeper.save(Survives.MACHINE);
  }

  /** The limits are those it has by now. */
  private static Launch launch(Launch old, ContainerRequest request) {
    var linux = Objects.requireNonNull(old.spec().linux());
    var path = Objects.requireNonNullElse(place(request, old.id()), "");
    var limits = Limits.of(request.resources(), request.fixedLimits(), devices(linux.resources()));
    var spec = old.spec().withLinux(linux.withCgroupsPath(path).withResources(limits));
    return new Launch(
        old.id(), spec, old.root(), old.state(), old.custody(), old.options(), old.bundle());
  }

  private static @Nullable String place(ContainerRequest request, String id) {
    return CgroupPlace.of(request.cgroupParent(), id);
  }

  private static List<Resources.DeviceRule> devices(@Nullable Resources resources) {
    return resources == null ? List.of() : resources.devices();
  }
}
