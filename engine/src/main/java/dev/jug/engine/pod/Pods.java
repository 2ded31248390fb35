package dev.jug.engine.pod;

import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.event.Events;
import dev.jug.engine.pod.PodRequest.Identity;
import dev.jug.engine.request.IdMap;
import dev.jug.runtime.Laboratory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** All pod sandboxes. Thread-safe. */
public final class Pods {
  private static final System.Logger LOG = System.getLogger(Pods.class.getName());

  /** The attribute of an event that says which sandbox it is about. */
  public static final String SANDBOX = "sandbox";

  private final Path live;
  private final PodNetworks networks;
  private final PodUsers users;
  private final PodStore store;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Events events = new Events();
  private final Map<Identity, PodSandbox> byIdentity = new ConcurrentHashMap<>();

  /**
   * @param records where their records lie
   * @param live where their run directories lie
   * @param laboratory has processes that make user namespaces
   */
  public Pods(
      Path records,
      Path live,
      PodNetworks networks,
      Supplier<Laboratory> laboratory,
      InstantSource clock,
      RandomGenerator random) {
    this.live = live;
    this.networks = networks;
    this.users = new PodUsers(laboratory);
    this.store = new PodStore(records);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a sandbox. The one there is if the same was asked for before: a client that gave up
   * waiting asks again.
   *
   * @throws Conflict if there is another one of that pod and attempt
   * @throws EngineException if it cannot be made; nothing is left of it then
   */
  public PodSandbox run(PodRequest request) {
    var identity = request.identity();
    while (true) {
      var id = Ids.container(random);
      var pod = byIdentity.computeIfAbsent(identity, _ -> unmade(id));
      if (made(pod, request)) {
        if (pod.id().equals(id)) {
          tell(Action.CREATE, pod);
          tell(Action.START, pod);
        }
        return required(pod, request);
      }
    }
  }

  private boolean made(PodSandbox pod, PodRequest request) {
    try {
      return pod.make(request, clock.instant());
    } catch (RuntimeException e) {
      byIdentity.remove(request.identity(), pod);
      throw e;
    }
  }

  private static PodSandbox required(PodSandbox pod, PodRequest request) {
    if (pod.isReady() && pod.request().equals(request)) {
      return pod;
    }
    var identity = request.identity();
    throw new Conflict(
        "pod sandbox "
            + Ids.shortened(pod.id())
            + " is attempt "
            + identity.attempt()
            + " of pod "
            + identity.namespace()
            + "/"
            + identity.name()
            + " already, and "
            + (pod.isReady() ? "was asked for in other words" : "is not ready"),
        "Remove it, or count the attempt up.");
  }

  private PodSandbox unmade(String id) {
    return new PodSandbox(id, store, networks, users, live.resolve(Ids.shortened(id)));
  }

  /** Whether their network works; says why not. */
  public Optional<String> networkTrouble() {
    return networks.trouble();
  }

  /** Whether they can have users of their own. */
  public boolean mapUsers() throws IOException {
    return PodUsers.possible();
  }

  private void tell(Action action, PodSandbox pod) {
    var attributes = Map.of(SANDBOX, pod.id());
    events.publish(new Event(action, "", pod.id(), clock.instant(), attributes));
  }

  /**
   * What happens to their containers, and to themselves: they are made and started at once, die
   * when they are stopped, and are destroyed in the end.
   */
  public Events events() {
    return events;
  }

  /** What their users are on the machine, of those that have ids of their own. */
  public Stream<IdMap> idMaps() {
    return all().stream().flatMap(pod -> Stream.ofNullable(pod.request().sharing().ids()));
  }

  /** All of them, the newest first. */
  public List<PodSandbox> all() {
    return byIdentity.values().stream()
        .filter(PodSandbox::isMade)
        .sorted(Comparator.comparing((PodSandbox pod) -> pod.record().created()).reversed())
        .toList();
  }

  /** The one with this id, or unambiguous beginning of one; empty if there is none. */
  public Optional<PodSandbox> lookUp(String id) {
    var found = id.isEmpty() ? List.<PodSandbox>of() : starting(id);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private List<PodSandbox> starting(String id) {
    return all().stream().filter(pod -> pod.id().startsWith(id)).toList();
  }

  /**
   * The same.
   *
   * @throws NotFound if there is none
   */
  public PodSandbox find(String id) {
    return lookUp(id).orElseThrow(() -> new NotFound("no such pod sandbox: " + id, ""));
  }

  /** Lets go of all that its containers share; none may be running. */
  public void stop(PodSandbox pod) {
    if (pod.stop()) {
      tell(Action.DIE, pod);
    }
  }

  /** The same, and forgets it. */
  public void remove(PodSandbox pod) {
    stop(pod);
    pod.remove();
    tell(Action.DESTROY, pod);
    byIdentity.remove(pod.request().identity(), pod);
  }

  /** Whether somebody would miss the engine. */
  public boolean anyReady() {
    return all().stream().anyMatch(PodSandbox::isReady);
  }

  /** Takes on those of an earlier engine, and removes what it left half made. */
  public void recover() {
    var known = new HashSet<String>();
    for (var record : store.all()) {
      known.add(Ids.shortened(record.id()));
      var pod = unmade(record.id());
      try {
        pod.adopt(record);
      } catch (EngineException e) {
        LOG.log(System.Logger.Level.WARNING, "cannot put right pod sandbox " + record.id(), e);
      }
      byIdentity.put(record.request().identity(), pod);
    }
    if (Files.isDirectory(live)) {
      removeOthers(known);
    }
  }

  private void removeOthers(Set<String> known) {
    try (var directories = Files.newDirectoryStream(live)) {
      for (var directory : directories) {
        if (!known.contains(String.valueOf(directory.getFileName()))) {
          removeOrWarn(directory);
        }
      }
    } catch (IOException e) {
      throw Disk.failed("list " + live, e);
    }
  }

  private static void removeOrWarn(Path directory) {
    try {
      new PodFiles(directory).remove();
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "what is left of a pod sandbox stays: " + directory, e);
    }
  }
}
