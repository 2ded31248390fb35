package dev.jug.play;

import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.event.Events;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.Metadata;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.Service;
import dev.jug.play.desired.Application;
import dev.jug.play.desired.Desired;
import dev.jug.play.pod.PodPlan;
import dev.jug.play.pod.PodWorker;
import dev.jug.play.service.HeadlessNames;
import dev.jug.play.service.ServiceKeeper;
import dev.jug.play.turn.Alarm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The loop that makes what is what is to be. */
final class Reconciler {
  private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Engine engine;
  private final Desired desired;
  private final Path directory;
  private final PodNames names;
  private final KubeNetwork network;
  private final ServiceKeeper services;
  private final Alarm alarm = new Alarm();
  private final List<PodWorker> workers = new CopyOnWriteArrayList<>();
  private @Nullable Thread thread;
  private volatile boolean bare;
  private Events.@Nullable Subscription subscription;
  private final Set<PodWorker> adopted = new HashSet<>();

  Reconciler(Engine engine, Desired desired, Path directory, RandomGenerator random) {
    this.engine = engine;
    this.desired = desired;
    this.directory = directory;
    this.names = new PodNames(random);
    this.network = new KubeNetwork(engine.networks());
    this.services = new ServiceKeeper(engine.pods());
  }

  /** Whether there is anything to do. */
  boolean isNeeded() {
    return !desired.applications().isEmpty()
        || !leftovers().isEmpty()
        || engine.pods().all().stream().anyMatch(PodPlan::isOurs);
  }

  /** Begins, with what an earlier engine made. */
  synchronized void start() {
    if (thread != null) {
      return;
    }
    subscription = engine.pods().events().subscribe(_ -> workers.forEach(PodWorker::look));
    adopt();
    sweep();
    thread = Thread.ofVirtual().name("kube").start(this::run);
  }

  /** Directories of pods, which go with them. */
  private List<Path> leftovers() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var all = Files.list(directory)) {
      return all.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sweep() {
    var known = workers.stream().map(worker -> directory.resolve(worker.plan().uid())).toList();
    leftovers().stream()
        .filter(place -> !known.contains(place))
        .forEach(place -> cleanUp(() -> PodWorker.removeVolumes(place)));
  }

  /** What cannot be removed must not hold up an engine that is about to start. */
  private static void cleanUp(Runnable removal) {
    try {
      removal.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "kube: an earlier engine left something behind", e);
    }
  }

  private void adopt() {
    for (var sandbox : engine.pods().all()) {
      if (PodPlan.isOurs(sandbox) && !ServiceKeeper.isOne(sandbox)) {
        adopt(sandbox);
      }
    }
  }

  /** What a pod of an older version was made of is not known any more; it only waits to go. */
  private void adopt(PodSandbox sandbox) {
    var owner = PodPlan.owner(sandbox);
    var identity = sandbox.request().identity();
    var template = template(owner);
    if (template.isEmpty()) {
      cleanUp(() -> engine.pods().remove(sandbox));
      return;
    }
    int revision = PodPlan.revision(sandbox);
    var metadata =
        new Metadata(
            identity.name(), sandbox.request().labels(), template.get().metadata().annotations());
    var plan =
        new PodPlan(
            identity.name(), identity.uid(), owner, revision, metadata, template.get().spec());
    var worker = worker(plan);
    workers.add(worker);
    if (revision == desired.revision(owner)) {
      adopted.add(worker);
      worker.start();
    }
  }

  private Optional<Pod> template(String owner) {
    return Stream.concat(
            desired.all(Pod.class).filter(pod -> Application.key(pod).equals(owner)),
            desired
                .all(Deployment.class)
                .filter(one -> Application.key(one).equals(owner))
                .map(Deployment::template))
        .findAny();
  }

  private PodWorker worker(PodPlan plan) {
    return new PodWorker(engine, desired, plan, directory.resolve(plan.uid()), this::look);
  }

  /** Something has changed. */
  void look() {
    alarm.ring();
  }

  private void run() {
    try {
      while (true) {
        alarm.sleep(turn());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration turn() {
    try {
      boolean served = reconcile();
      return served && workers.stream().allMatch(this::isSettled) ? LATER : SOON;
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "kube: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "kube", e);
    }
    return SOON;
  }

  private boolean isSettled(PodWorker worker) {
    boolean current = worker.plan().revision() == desired.revision(worker.plan().owner());
    return current && (worker.status().ready() || worker.status().isOver());
  }

  private boolean reconcile() {
    workers.removeIf(PodWorker::isGone);
    var owners = new HashSet<String>();
    if (!desired.applications().isEmpty()) {
      bare = false;
      network.make();
    }
    desired.all(Pod.class).forEach(pod -> keep(pod, owners));
    desired.all(Deployment.class).forEach(deployment -> keep(deployment, owners));
    workers.stream()
        .filter(worker -> !worker.isLeaving() && !owners.contains(worker.plan().owner()))
        .forEach(PodWorker::leave);
    boolean served = keepServices();
    workers.stream().filter(PodWorker::isLeaving).forEach(PodWorker::depart);
    if (desired.applications().isEmpty() && workers.isEmpty()) {
      network.remove();
      bare = true;
    }
    return served;
  }

  private void keep(Pod pod, Set<String> owners) {
    var owner = Application.key(pod);
    owners.add(owner);
    int revision = desired.revision(owner);
    var mine = of(owner);
    mine.stream()
        .filter(worker -> !worker.isLeaving() && worker.plan().revision() != revision)
        .forEach(PodWorker::leave);
    if (mine.isEmpty()) {
      add(pod.metadata().name(), owner, revision, pod);
    }
  }

  private void keep(Deployment deployment, Set<String> owners) {
    var owner = Application.key(deployment);
    owners.add(owner);
    int revision = desired.revision(owner);
    var replicas = new Replicas(deployment, revision, of(owner));
    int missing = replicas.missing();
    replicas.surplus().forEach(PodWorker::leave);
    for (int i = 0; i < missing; i++) {
      add(names.next(deployment.metadata().name()), owner, revision, deployment.template());
    }
  }

  private void add(String name, String owner, int revision, Pod pod) {
    var uid = names.uid();
    var worker = worker(new PodPlan(name, uid, owner, revision, pod.metadata(), pod.spec()));
    workers.add(worker);
    worker.start();
  }

  /** What an earlier engine said of services stays until it is known how its pods are. */
  private boolean keepServices() {
    adopted.removeIf(worker -> worker.isKnown() || worker.isLeaving());
    if (!adopted.isEmpty()) {
      return false;
    }
    var every = desired.all(Service.class).toList();
    network.share(new HeadlessNames(every, workers).all());
    var all = every.stream().filter(service -> !service.isHeadless()).toList();
    services.removeOthers(all.stream().map(Application::key).collect(Collectors.toSet()));
    return all.stream().filter(service -> !keep(service)).count() == 0;
  }

  private boolean keep(Service service) {
    var owner = Application.key(service);
    return services.keep(owner, desired.revision(owner), service, workers);
  }

  /** The pods of an owner. */
  List<PodWorker> of(String owner) {
    return workers.stream().filter(worker -> worker.plan().owner().equals(owner)).toList();
  }

  /** All pods. */
  List<PodWorker> workers() {
    return List.copyOf(workers);
  }

  /** What is wrong with a service; empty if nothing. */
  String trouble(String owner) {
    return services.trouble(owner);
  }

  /** The sandbox of a service. */
  Optional<PodSandbox> service(String owner) {
    return services.find(owner);
  }

  /** Whether a service leads where it is to lead. */
  boolean isKept(Service service) {
    var owner = Application.key(service);
    return service.isHeadless()
        || services.isKept(owner, desired.revision(owner), service, workers);
  }

  /** Whether anything is left of an object. */
  boolean isThere(String owner) {
    return !of(owner).isEmpty() || services.find(owner).isPresent();
  }

  /** Whether nothing is to be, and nothing is there, not even the network. */
  boolean isBare() {
    return bare;
  }

  /** The engine ends; everything stays. */
  synchronized void close() throws InterruptedException {
    if (thread == null) {
      return;
    }
    thread.interrupt();
    thread.join();
    if (subscription != null) {
      subscription.close();
    }
    for (var worker : workers) {
      worker.letGo();
    }
  }
}
