package dev.jug.play;

import dev.jug.engine.Blueprint;
import dev.jug.engine.Engine;
import dev.jug.engine.PodContainer;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.PersistentVolumeClaim;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.Resource;
import dev.jug.kube.model.Service;
import dev.jug.play.desired.Application;
import dev.jug.play.desired.Desired;
import dev.jug.play.generate.Generated;
import dev.jug.play.generate.PodGenerator;
import dev.jug.play.pod.PodWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The small end of Kubernetes on one machine. What was played is kept on the disk, so the next
 * engine goes on with it. Thread-safe.
 */
public final class Play implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;

  private final Engine engine;
  private final Desired desired;
  private final Reconciler reconciler;

  private Play(Engine engine, Path directory, RandomGenerator random) {
    this.engine = engine;
    this.desired = new Desired(directory.resolve("played"), () -> engine.pods().runtimes());
    this.reconciler = new Reconciler(engine, desired, directory.resolve("pods"), random);
  }

  /**
   * Goes on with what was played before.
   *
   * @param directory where it is kept
   */
  public static Play open(Engine engine, Path directory, RandomGenerator random) {
    var play = new Play(engine, directory, random);
    if (play.reconciler.isNeeded()) {
      play.reconciler.start();
    }
    return play;
  }

  /**
   * Has a file's objects be, and those not any more that it had before.
   *
   * @param name what it is called
   * @param text YAML or JSON
   * @return what that means for each object, in the order of the file
   * @throws dev.jug.engine.error.EngineException if it cannot be used; nothing has changed then
   */
  public List<Change> apply(String name, String text) {
    var before = desired.put(name, text);
    var now = application(name);
    reconciler.start();
    reconciler.look();
    var changes = new ArrayList<Change>();
    for (var resource : now.manifest().resources()) {
      changes.add(new Change(Application.key(resource), word(resource, before)));
    }
    if (before != null) {
      before.manifest().resources().stream()
          .map(Application::key)
          .filter(key -> now.find(key).isEmpty())
          .forEach(key -> changes.add(new Change(key, "removed")));
    }
    return changes;
  }

  private static String word(Resource resource, @Nullable Application before) {
    var old = before == null ? null : before.find(Application.key(resource)).orElse(null);
    if (old == null) {
      return "created";
    }
    return old.equals(resource) ? "unchanged" : "configured";
  }

  private Application application(String name) {
    return desired.applications().stream()
        .filter(one -> one.name().equals(name))
        .findAny()
        .orElseThrow(() -> new NotFound("nothing of the name " + name + " is played", ""));
  }

  /**
   * Takes a file down, and waits until nothing is left of it but the volumes of claims.
   *
   * @param volumes whether those go too
   * @throws NotFound if it was not played
   */
  public List<Change> remove(String name, boolean volumes) throws InterruptedException {
    var gone = desired.remove(name);
    reconciler.look();
    var keys = gone.manifest().resources().stream().map(Application::key).toList();
    while (isLeft(keys)) {
      Thread.sleep(LOOK_MILLIS);
    }
    if (volumes) {
      gone.manifest().resources().forEach(this::removeVolume);
    }
    return keys.stream().map(key -> new Change(key, "removed")).toList();
  }

  /** The last file takes the network with it. */
  private boolean isLeft(List<String> keys) {
    boolean last = desired.applications().isEmpty();
    return keys.stream().anyMatch(reconciler::isThere) || (last && !reconciler.isBare());
  }

  private void removeVolume(Resource resource) {
    if (resource instanceof PersistentVolumeClaim claim && claim.volumeName().isEmpty()) {
      engine.volumes().remove(claim.metadata().name(), true);
    }
  }

  /** A file as it was played; empty if there is none of this name. */
  public Optional<String> text(String name) {
    return desired.text(name);
  }

  /**
   * A manifest of a pod with these containers of the engine, which {@link #apply} takes.
   *
   * @param containers names or ids, at least one
   * @param name of the pod; empty for one after the first container
   * @throws dev.jug.engine.error.EngineException if there is no such container, or it cannot be one
   *     of a pod
   */
  public Generated generate(List<String> containers, String name) {
    var all = containers.stream().map(engine::container).map(Blueprint::new).toList();
    return PodGenerator.of(name, all).generate();
  }

  /** All that was played, and what has become of it. */
  public List<Played> list() {
    var listing = new Listing(reconciler);
    return desired.applications().stream().flatMap(one -> listing.of(one).stream()).toList();
  }

  /**
   * A container of a pod: the last one that was made.
   *
   * @param container its name; empty for the pod's first
   * @throws NotFound if there is none
   */
  public PodContainer container(String pod, String container) {
    var worker =
        reconciler.workers().stream()
            .filter(one -> one.plan().name().equals(pod))
            .findAny()
            .orElseThrow(() -> new NotFound("no such pod: " + pod, "See jug kube ls."));
    var name =
        container.isEmpty() ? worker.plan().spec().containers().getFirst().name() : container;
    return engine.pods().containers().stream()
        .filter(one -> one.member().name().equals(name) && isOf(one, worker.plan().uid()))
        .max(Comparator.comparingLong(one -> one.member().attempt()))
        .orElseThrow(() -> new NotFound("pod " + pod + " has no container " + name + " (yet)", ""));
  }

  private boolean isOf(PodContainer container, String uid) {
    return engine
        .pods()
        .lookUp(container.member().sandbox())
        .filter(sandbox -> sandbox.request().identity().uid().equals(uid))
        .isPresent();
  }

  /**
   * Waits until all pods of a file are ready, or have ended well.
   *
   * @return what is not, with the reason; empty if all are
   */
  public List<String> await(String name, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    var missing = missing(name);
    while (!missing.isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(LOOK_MILLIS);
      missing = missing(name);
    }
    return missing;
  }

  private List<String> missing(String name) {
    var missing = new ArrayList<String>();
    for (var resource : application(name).manifest().resources()) {
      missing.addAll(missing(resource));
    }
    return missing;
  }

  private List<String> missing(Resource resource) {
    var key = Application.key(resource);
    return switch (resource) {
      case Pod _ -> missing(key, 1);
      case Deployment deployment -> missing(key, deployment.replicas());
      case Service service when !reconciler.isKept(service) -> unkept(key);
      default -> List.of();
    };
  }

  private List<String> unkept(String service) {
    var why = reconciler.trouble(service);
    return List.of(service + " is not settled" + (why.isEmpty() ? "" : ": " + why));
  }

  private List<String> missing(String owner, int wanted) {
    int revision = desired.revision(owner);
    var pods = reconciler.of(owner);
    long there =
        pods.stream().filter(pod -> pod.plan().revision() == revision && isDone(pod)).count();
    if (there >= wanted && pods.size() == wanted) {
      return List.of();
    }
    var said = new ArrayList<String>();
    for (var pod : pods) {
      if (!isDone(pod)) {
        var status = pod.status();
        var why = status.message().isEmpty() ? "" : ": " + status.message();
        said.add("pod " + pod.plan().name() + " is " + status.phase() + ", not ready" + why);
      }
    }
    return said.isEmpty() ? List.of(owner + " is not settled") : said;
  }

  private static boolean isDone(PodWorker pod) {
    return pod.status().ready() || pod.status().phase().equals("Succeeded");
  }

  /** The engine ends; pods and services stay. */
  @Override
  public void close() {
    try {
      reconciler.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
