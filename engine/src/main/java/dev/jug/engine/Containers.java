package dev.jug.engine;

import dev.jug.engine.container.Names;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.SelinuxLabels;
import dev.jug.image.ImageUse;
import dev.jug.oci.image.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is who: containers by id and by name. A name belongs to at most one container at any time.
 * Thread-safe.
 */
final class Containers {
  private static final int MOST_MATCHES = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Container> byId = new HashMap<>();
  private final Map<String, String> idByName = new HashMap<>();
  private final Set<Container> leaving = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Reserves a name.
   *
   * @param wanted null for one of the engine's choice
   * @return the name, without slash
   * @throws Conflict if it is in use
   */
  String reserve(@Nullable String wanted, String id, RandomGenerator random) {
    lock.lock();
    try {
      if (wanted != null) {
        return take(Names.checked(wanted), id);
      }
      for (int attempt = 0; ; attempt++) {
        var name = Names.random(random, attempt);
        if (!idByName.containsKey(name)) {
          return take(name, id);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private String take(String name, String id) {
    var holder = idByName.putIfAbsent(name, id);
    if (holder != null) {
      throw new Conflict(
          "Conflict. The container name \"/"
              + name
              + "\" is already in use by container \""
              + holder
              + "\". You have to remove (or rename) that container to be able to reuse that name.",
          "");
    }
    return name;
  }

  void add(Container container) {
    lock.lock();
    try {
      byId.put(container.id(), container);
      idByName.putIfAbsent(container.name(), container.id());
    } finally {
      lock.unlock();
    }
  }

  /** Frees every name that was reserved for this id. */
  void release(String id) {
    lock.lock();
    try {
      idByName.values().removeIf(id::equals);
    } finally {
      lock.unlock();
    }
  }

  /** Frees a name that was reserved for this id. */
  void release(String name, String id) {
    lock.lock();
    try {
      idByName.remove(name, id);
    } finally {
      lock.unlock();
    }
  }

  /** Does what the name was reserved for; if that fails, the name is free again. */
  void orRelease(String name, String id, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      release(name, id);
      throw e;
    }
  }

  /** Nobody finds it any more; it is not {@linkplain #left gone} yet. */
  void leave(Container container) {
    leaving.add(container);
    lock.lock();
    try {
      byId.remove(container.id());
      idByName.values().removeIf(container.id()::equals);
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is left of one that nobody finds any more. */
  void left(Container container) {
    leaving.remove(container);
  }

  /** Those that nobody finds any more and of which something is left. */
  List<Container> leaving() {
    return List.copyOf(leaving);
  }

  /** By full id, name, or unambiguous beginning of an id, in this order, as Docker does. */
  Container find(String reference) {
    return find(reference, _ -> true);
  }

  /** The same, as if those of pod sandboxes were not there. */
  Container findPlain(String reference) {
    return find(reference, Containers::isPlain);
  }

  private Container find(String reference, Predicate<Container> which) {
    lock.lock();
    try {
      var exact = byId.get(reference);
      if (exact != null && which.test(exact)) {
        return exact;
      }
      var plain = reference.startsWith("/") ? reference.substring(1) : reference;
      var named = byId.get(idByName.getOrDefault(plain, ""));
      return named != null && which.test(named) ? named : byBeginning(reference, which);
    } finally {
      lock.unlock();
    }
  }

  private Container byBeginning(String reference, Predicate<Container> which) {
    var matches =
        reference.isEmpty()
            ? List.<Container>of()
            : byId.values().stream()
                .filter(container -> container.id().startsWith(reference))
                .filter(which)
                .limit(MOST_MATCHES)
                .toList();
    return switch (matches.size()) {
      case 0 -> throw new NotFound("No such container: " + reference, "jug ps -a lists them.");
      case 1 -> matches.getFirst();
      default ->
          throw new Conflict(
              "Multiple IDs found with provided prefix: " + reference, "Give more of the id.");
    };
  }

  /** Whether a container runs that uses a mask of the built-in image. */
  boolean usesHostImage() {
    return all().stream()
        .anyMatch(c -> c.isBusy() && c.record().request().image() instanceof ContainerImage.Host);
  }

  /** The containers that were made from stored images, or have the files of some. */
  List<ImageUse> imageUses() {
    var uses = new ArrayList<ImageUse>();
    for (var container : all()) {
      for (var image : container.record().request().images()) {
        if (image instanceof ContainerImage.Stored(_, var manifest) && manifest != null) {
          uses.add(new ImageUse(Digest.parse(manifest), container.shortId(), container.isBusy()));
        }
      }
    }
    return uses;
  }

  /** What their users are on the machine, of those that have ids of their own. */
  Stream<IdMap> idMaps() {
    return all().stream().flatMap(c -> Stream.ofNullable(c.record().request().namespaces().ids()));
  }

  /** What SELinux knows them by. */
  Stream<SelinuxLabels> labels() {
    return all().stream().map(c -> c.record().request().security().labels());
  }

  /** Says that the engine closes: what is lost sight of now goes on without us. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Those that are of no pod sandbox, the newest first. */
  List<Container> plain() {
    return all().stream().filter(Containers::isPlain).toList();
  }

  private static boolean isPlain(Container container) {
    return container.record().request().pod() == null;
  }

  /** All of them, the newest first. */
  List<Container> all() {
    lock.lock();
    try {
      return byId.values().stream()
          .sorted(Comparator.comparing(Container::created).reversed())
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
