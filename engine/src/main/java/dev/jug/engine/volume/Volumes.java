package dev.jug.engine.volume;

import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.event.Events;
import dev.jug.engine.request.PruneFilter;
import dev.jug.engine.request.VolumeRequest;
import dev.jug.engine.view.VolumeView;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.linux.fs.DiskUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes volumes, finds them, and removes those that no container has. Thread-safe. */
public final class Volumes {
  private static final System.Logger LOG = System.getLogger(Volumes.class.getName());

  private final VolumeStore store;
  private final Users users = new Users();
  private final VolumeEvents events;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * The volumes of a directory, which need not exist.
   *
   * @param random chooses names for those without
   */
  public Volumes(Path root, Events events, InstantSource clock, RandomGenerator random) {
    this.store = new VolumeStore(root);
    this.events = new VolumeEvents(events, clock);
    this.clock = clock;
    this.random = random;
  }

  /** What was removed by {@link #prune}, and how many bytes of the disk are free again. */
  public record Pruned(List<String> names, long bytes) {
    public Pruned {
      names = List.copyOf(names);
    }
  }

  VolumeStore store() {
    return store;
  }

  Users users() {
    return users;
  }

  VolumeEvents events() {
    return events;
  }

  /** A name for a volume that nobody gave one: 64 hexadecimal digits. */
  String newName() {
    return Ids.container(random);
  }

  /**
   * Makes a volume, or finds the one that has this name already.
   *
   * @throws EngineException if the request makes no sense, or the disk fails
   */
  public Volume create(VolumeRequest request) {
    boolean anonymous = request.name().isEmpty();
    var named = anonymous ? request.named(newName()) : request;
    return ensure(named, anonymous, Optional.empty(), Survives.MACHINE);
  }

  /** The same for a container that is being made. */
  Volume ensure(
      VolumeRequest request, boolean anonymous, Optional<String> owner, Survives survives) {
    var name = VolumeName.checked(request.name());
    LocalDriver.check(request.driver(), request.options());
    try (var _ = users.hold()) {
      var there = store.load(name);
      if (there.isPresent()) {
        return there.get();
      }
      var volume = Volume.of(request, anonymous, clock.instant());
      store.make(volume, owner, survives);
      events.tell(Action.CREATE, name);
      return volume;
    }
  }

  /**
   * The volume of this name.
   *
   * @throws NotFound if there is none
   */
  public Volume volume(String name) {
    return store
        .load(name)
        .orElseThrow(
            () -> new NotFound("get " + name + ": no such volume", "jug volume ls lists them."));
  }

  /** Those that are wanted, by name. */
  public List<Volume> list(VolumeFilter filter) {
    var volumes = new ArrayList<Volume>();
    for (var name : store.names()) {
      try {
        store
            .load(name)
            .filter(volume -> filter.test(volume, !users.of(name).isEmpty()))
            .ifPresent(volumes::add);
      } catch (EngineException e) {
        // One that was changed by hand is no reason not to see the others.
        LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
      }
    }
    return volumes;
  }

  /** The ids of the containers that have it. */
  public List<String> users(String name) {
    return users.of(name);
  }

  /** Where its files lie on this machine. */
  public Path data(String name) {
    return store.data(name);
  }

  /** All about it, for people and clients. */
  public VolumeView view(Volume volume) {
    return volume.view(data(volume.name()).toString());
  }

  /** How much of the disk it takes, without what is mounted there; in bytes. */
  public long size(String name) {
    try {
      boolean mounted = store.load(name).filter(Volume::isMounted).isPresent();
      return mounted
          ? new DiskUsage().of(store.record(name))
          : new DiskUsage().below(store.directory(name));
    } catch (IOException e) {
      throw Disk.failed("look at volume " + name, e);
    }
  }

  /**
   * Removes a volume with all that is in it.
   *
   * @param force whether it is fine if there is none
   * @throws NotFound if there is none
   * @throws Conflict if a container has it
   */
  public void remove(String name, boolean force) {
    if (!force || store.exists(name)) {
      volume(name);
      requireUnused(name).ifPresent(this::delete);
    }
  }

  private Optional<Path> requireUnused(String name) {
    try (var _ = users.hold()) {
      var using = users.of(name);
      if (!using.isEmpty()) {
        throw new Conflict(
            "remove " + name + ": volume is in use - [" + String.join(", ", using) + "]",
            "Remove these containers first; jug ps -a --filter volume=" + name + " lists them.");
      }
      return takeAway(name);
    }
  }

  /** Takes it away if no container has it; what remains is to be deleted. */
  Optional<Path> takeAwayUnused(String name) {
    try (var _ = users.hold()) {
      return users.of(name).isEmpty() ? takeAway(name) : Optional.empty();
    }
  }

  private Optional<Path> takeAway(String name) {
    if (!store.exists(name)) {
      return Optional.empty();
    }
    var half = store.takeAway(name);
    events.tell(Action.DESTROY, name);
    return Optional.of(half);
  }

  void delete(Path half) {
    store.delete(half);
  }

  /**
   * Removes volumes that no container has.
   *
   * @param all whether those with names go too
   */
  public Pruned prune(boolean all, PruneFilter filter) {
    var names = new ArrayList<String>();
    long bytes = 0;
    for (var volume : list(VolumeFilter.ALL)) {
      if ((all || volume.anonymous()) && filter.takes(volume.created(), volume.labels())) {
        long size = users.of(volume.name()).isEmpty() ? size(volume.name()) : 0;
        var half = takeAwayUnused(volume.name());
        if (half.isPresent()) {
          delete(half.get());
          names.add(volume.name());
          bytes += size;
        }
      }
    }
    events.pruned(bytes);
    return new Pruned(names, bytes);
  }
}
