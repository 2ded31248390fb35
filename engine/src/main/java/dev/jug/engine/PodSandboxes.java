package dev.jug.engine;

import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.event.Events;
import dev.jug.engine.pod.PodRequest;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.engine.pod.Pods;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.PodMember;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.settings.RuntimeSettings;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.proc.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pod sandboxes of an engine, and the containers that are of one. Thread-safe. */
public final class PodSandboxes {
  /** The attribute of an event that says which sandbox it is about. */
  public static final String SANDBOX = Pods.SANDBOX;

  private final Engine engine;
  private final Services services;

  PodSandboxes(Engine engine, Services services) {
    this.engine = engine;
    this.services = services;
  }

  /**
   * Makes a sandbox; the one there is if the same was asked for before.
   *
   * @throws Conflict if there is another one of that pod and attempt
   * @throws dev.jug.engine.error.EngineException if it cannot be made; nothing is left of it then
   */
  public PodSandbox run(PodRequest request) {
    return services.pods().run(request);
  }

  /**
   * The same for one whose users have ids of the machine that nobody else has.
   *
   * @param uid of the pod
   * @param request what to ask for, once they are known
   * @throws dev.jug.engine.error.EngineException if there are none left, or as above
   */
  public PodSandbox run(String uid, Function<IdMap, PodRequest> request) {
    try (var reserved = services.decisions().users().reserve(uid)) {
      return run(request.apply(reserved.ids()));
    }
  }

  /** Why there is no network for a sandbox; empty if there is one. */
  public Optional<String> networkTrouble() {
    return services.pods().networkTrouble();
  }

  /** Whether a sandbox can have users that are not the machine's. */
  public boolean mapUsers() throws IOException {
    return services.pods().mapUsers();
  }

  /** Who can make their containers. */
  public RuntimeSettings runtimes() {
    return services.settings().get().runtimes();
  }

  /** What happens to them and their containers. */
  public Events events() {
    return services.pods().events();
  }

  /** All sandboxes, the newest first. */
  public List<PodSandbox> all() {
    return services.pods().all();
  }

  /**
   * The sandbox with this id, or unambiguous beginning of one.
   *
   * @throws NotFound if there is none
   */
  public PodSandbox find(String id) {
    return services.pods().find(id);
  }

  /** The same; empty if there is none. */
  public Optional<PodSandbox> lookUp(String id) {
    return services.pods().lookUp(id);
  }

  /** Kills the containers of a sandbox and lets go of its namespaces; its record stays. */
  public void stop(PodSandbox pod) {
    var running = members(pod).filter(container -> container.status().isRunning()).toList();
    running.forEach(PodSandboxes::kill);
    running.forEach(Container::await);
    keepers(pod).forEach(keeper -> keeper.remove(true, VolumeFate.GO));
    services.pods().stop(pod);
  }

  private static void kill(Container container) {
    try {
      container.kill(Signal.KILL);
    } catch (Conflict _) {
      // It has just ended.
    }
  }

  /**
   * The id of a container whose processes are those of a sandbox, for others to join. Made with the
   * first that wants to.
   *
   * @throws Conflict if the sandbox is not ready
   */
  public String processes(PodSandbox pod) {
    return pod.alone(() -> new PodProcesses(engine, pod, keepers(pod)).keeper());
  }

  private List<Container> keepers(PodSandbox pod) {
    return members(pod)
        .filter(container -> PodProcesses.isKeeper(new PodContainer(container).member()))
        .toList();
  }

  private Stream<Container> members(PodSandbox pod) {
    return everyone()
        .filter(container -> container.member().sandbox().equals(pod.id()))
        .map(PodContainer::container);
  }

  private Stream<PodContainer> everyone() {
    return services.containers().all().stream()
        .filter(container -> container.record().request().pod() != null)
        .map(PodContainer::new);
  }

  /** Stops a sandbox and removes it with its containers. */
  public void remove(PodSandbox pod) {
    stop(pod);
    for (var container : containers(pod)) {
      remove(container);
    }
    services.pods().remove(pod);
  }

  /** Removes a container, which is killed if it runs, with volumes that nobody named. */
  public void remove(PodContainer container) {
    container.container().remove(true, VolumeFate.GO);
  }

  /**
   * Makes a container in a sandbox. The one there is if the same was asked for before and it did
   * not run yet.
   *
   * @param request says which sandbox, and whose processes it sees
   * @throws Conflict if there is another container of that name and attempt, or the sandbox is not
   *     ready
   * @throws NotFound if there is no such sandbox
   */
  public PodContainer create(ContainerRequest request) {
    var member = Objects.requireNonNull(request.pod(), "a container of a pod");
    var pod = find(member.sandbox());
    var there = containers(pod).stream().filter(other -> isSame(other.member(), member)).findAny();
    if (there.isPresent()) {
      return required(there.get(), member);
    }
    return new PodContainer(engine.create(in(pod, request, member)));
  }

  private static boolean isSame(PodMember one, PodMember other) {
    return one.name().equals(other.name()) && one.attempt() == other.attempt();
  }

  private static PodContainer required(PodContainer there, PodMember member) {
    if (there.member().equals(member) && !there.isRunning() && !there.hasEnded()) {
      return there;
    }
    throw new Conflict(
        "container "
            + there.container().shortId()
            + " is attempt "
            + member.attempt()
            + " of container "
            + member.name()
            + " in pod sandbox "
            + Ids.shortened(member.sandbox())
            + " already",
        "Remove it, or count the attempt up.");
  }

  private static ContainerRequest in(PodSandbox pod, ContainerRequest request, PodMember member) {
    var hostname = pod.request().hostname();
    return request.toBuilder(request.image())
        .name("k8s_" + member.name() + "_" + Ids.shortened(pod.id()) + "_" + member.attempt())
        .hostname(hostname.isEmpty() ? null : hostname)
        .namespaces(pod.namespaces(request.namespaces().pid()))
        .storage(with(request.storage(), pod.mounts(request.storage().targets())))
        .cgroupParent(pod.request().cgroupParent())
        .runtime(pod.request().handler())
        .build();
  }

  private static StorageOptions with(StorageOptions storage, List<BindMount> more) {
    return new StorageOptions(
        Stream.concat(more.stream(), storage.binds().stream()).toList(),
        storage.tmpfs(),
        storage.shmSize(),
        storage.volumes(),
        storage.images(),
        storage.volumesFrom(),
        storage.inherited(),
        storage.limit());
  }

  /** The containers of all sandboxes, the newest first. */
  public List<PodContainer> containers() {
    return everyone().filter(container -> !PodProcesses.isKeeper(container.member())).toList();
  }

  /** The containers of a sandbox, the newest first. */
  public List<PodContainer> containers(PodSandbox pod) {
    return containers().stream().filter(c -> c.member().sandbox().equals(pod.id())).toList();
  }

  /** The container of a sandbox with this id, or unambiguous beginning of one; empty if none. */
  public Optional<PodContainer> lookUpContainer(String id) {
    var found =
        id.isEmpty()
            ? List.<PodContainer>of()
            : containers().stream().filter(container -> container.id().startsWith(id)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /**
   * The same.
   *
   * @throws NotFound if there is none
   */
  public PodContainer container(String id) {
    return lookUpContainer(id).orElseThrow(() -> new NotFound("no such container: " + id, ""));
  }
}
