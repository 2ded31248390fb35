package dev.jug.engine;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode.OfContainer;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Containers that an engine starts because it opens: side by side, but each after those whose
 * namespaces it joins or whose names it is linked to. One that waits for another starts when that
 * one runs, or could not be started.
 */
final class Comeback {
  private final Services services;
  private final Map<Container, CountDownLatch> tried = new LinkedHashMap<>();

  Comeback(Services services, Collection<Container> containers) {
    this.services = services;
    containers.forEach(container -> tried.put(container, new CountDownLatch(1)));
  }

  /** Begins; nobody waits for the end. */
  void begin() {
    for (var container : tried.keySet()) {
      Thread.ofVirtual().name("restart " + container.shortId()).start(() -> start(container));
    }
  }

  private void start(Container container) {
    try {
      for (var other : needed(container)) {
        // In a circle nobody can be first: each is told what it lacks when it is started.
        if (!reaches(other, container, new HashSet<>())) {
          latch(other).await();
        }
      }
      container.life().restarts().startAgain();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      latch(container).countDown();
    }
  }

  private CountDownLatch latch(Container container) {
    return Objects.requireNonNull(tried.get(container), "is started now");
  }

  private boolean reaches(Container from, Container to, Set<Container> seen) {
    return from == to
        || (seen.add(from) && needed(from).stream().anyMatch(next -> reaches(next, to, seen)));
  }

  /** Those of which one needs that they run, and that are started now too. */
  private List<Container> needed(Container container) {
    return references(container.record().request())
        .flatMap(reference -> found(reference).stream())
        .filter(tried::containsKey)
        .distinct()
        .toList();
  }

  private static Stream<String> references(ContainerRequest request) {
    var namespaces = request.namespaces();
    var joined =
        Stream.of(namespaces.network(), namespaces.pid(), namespaces.ipc(), namespaces.uts())
            .flatMap(mode ->
                mode instanceof OfContainer(var reference) ? Stream.of(reference) : Stream.empty());
    var linked = request.network().links().stream().map(link -> link.split(":", 2)[0]);
    return Stream.concat(joined, linked);
  }

  private Optional<Container> found(String reference) {
    try {
      return Optional.of(services.containers().find(reference));
    } catch (EngineException _) {
      return Optional.empty();
    }
  }
}
