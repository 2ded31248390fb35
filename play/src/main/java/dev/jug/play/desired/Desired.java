package dev.jug.play.desired;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.settings.RuntimeSettings;
import dev.jug.kube.manifest.Manifest;
import dev.jug.kube.manifest.ManifestException;
import dev.jug.kube.model.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be. Thread-safe: it is read by many, and changed by one at a time. */
public final class Desired {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9_.]{0,61}[a-z0-9])?");

  private final ApplicationStore store;
  private final Supplier<RuntimeSettings> runtimes;
  private final Map<String, Application> applications = new ConcurrentSkipListMap<>();

  /**
   * Reads what was played before.
   *
   * @param directory where it is kept
   * @param runtimes who can make containers
   */
  public Desired(Path directory, Supplier<RuntimeSettings> runtimes) {
    this.runtimes = runtimes;
    store = new ApplicationStore(directory);
    store.all().forEach(application -> applications.put(application.name(), application));
  }

  /**
   * Takes a file on, in the place of what the same file said before.
   *
   * @return what that was; null for nothing
   * @throws Invalid if it cannot be used; nothing has changed then
   * @throws Conflict if another file has an object of the same name
   */
  public synchronized @Nullable Application put(String name, String text) {
    if (!NAME.matcher(name).matches()) {
      throw new Invalid(
          "'" + name + "' cannot be the name of what is played",
          "Give it one with --name: small letters, digits, '-', '_' and '.'.");
    }
    var manifest = read(text);
    var before = applications.get(name);
    refuseOthers(name, manifest);
    Supported.check(manifest, runtimes.get());
    var now = new Application(name, manifest, Revisions.of(manifest, before));
    store.save(now, text);
    applications.put(name, now);
    return before;
  }

  private static Manifest read(String text) {
    try {
      return Manifest.read(text);
    } catch (ManifestException e) {
      throw new Invalid(String.valueOf(e.getMessage()), "Nothing was changed.");
    }
  }

  private void refuseOthers(String name, Manifest manifest) {
    for (var resource : manifest.resources()) {
      var key = Application.key(resource);
      for (var other : applications.values()) {
        if (!other.name().equals(name) && other.find(key).isPresent()) {
          throw new Conflict(
              key + " is of " + other.name() + " already",
              "Give it another name, or take that down: jug kube down " + other.name());
        }
      }
    }
  }

  /**
   * Forgets a file.
   *
   * @throws NotFound if it was not played
   */
  public synchronized Application remove(String name) {
    var gone = applications.remove(name);
    if (gone == null) {
      throw new NotFound("nothing of the name " + name + " is played", "See jug kube ls.");
    }
    store.remove(name);
    return gone;
  }

  /** A file as it came; empty if there is none of this name. */
  public synchronized Optional<String> text(String name) {
    return applications.containsKey(name) ? Optional.of(store.text(name)) : Optional.empty();
  }

  /** All files, by name. */
  public List<Application> applications() {
    return new ArrayList<>(applications.values());
  }

  /** All objects of a kind. */
  public <T extends Resource> Stream<T> all(Class<T> kind) {
    return applications.values().stream()
        .flatMap(application -> application.manifest().resources().stream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** The object of a kind and a name. */
  public <T extends Resource> Optional<T> find(Class<T> kind, String name) {
    return all(kind).filter(one -> one.metadata().name().equals(name)).findAny();
  }

  /** Which version of an object is to be; 0 if it is not to be at all. */
  public int revision(String key) {
    return applications.values().stream()
        .flatMap(application -> application.find(key).map(application::revision).stream())
        .findAny()
        .orElse(0);
  }
}
