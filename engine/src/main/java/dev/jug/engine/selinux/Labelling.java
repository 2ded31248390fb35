package dev.jug.engine.selinux;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.SelinuxLabels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Decides what SELinux knows a new container by. As with user ids, what is taken is what the
 * records of containers say. Thread-safe.
 */
public final class Labelling {
  private final SelinuxHost host;
  private final BooleanSupplier wanted;
  private final Supplier<Stream<SelinuxLabels>> recorded;
  private final Function<String, SelinuxLabels> ofContainer;
  private final Categories categories;
  private final Map<String, SelinuxLabels> promised = new ConcurrentHashMap<>();

  /**
   * @param wanted whether containers get labels where the machine has SELinux
   * @param recorded what containers have, by their records
   * @param ofContainer what a container has, by its name or id
   */
  public Labelling(
      SelinuxHost host,
      BooleanSupplier wanted,
      Supplier<Stream<SelinuxLabels>> recorded,
      Function<String, SelinuxLabels> ofContainer,
      RandomGenerator random) {
    this.host = host;
    this.wanted = wanted;
    this.recorded = recorded;
    this.ofContainer = ofContainer;
    this.categories = new Categories(random);
  }

  /** Whether containers get labels. */
  public boolean isOn() {
    return wanted.getAsBoolean() && host.isActive();
  }

  /**
   * Decides for a container that is being made. Its categories are nobody else's until {@link
   * #settled}, and from then on by its record, if that was written.
   *
   * @return the request with its labels
   * @throws dev.jug.engine.error.EngineException if it cannot have any
   */
  public synchronized ContainerRequest decide(String id, ContainerRequest request) {
    var labelled = imagine(request);
    promised.put(id, labelled.security().labels());
    return labelled;
  }

  /** What would be decided now. */
  public synchronized ContainerRequest imagine(ContainerRequest request) {
    if (!isOn() || request.image() instanceof ContainerImage.Bundle) {
      return request;
    }
    var security = request.security().with(choose(request));
    return request.toBuilder(request.image()).security(security).build();
  }

  /** The record of a container is written, or it was not made. */
  public void settled(String id) {
    promised.remove(id);
  }

  private SelinuxLabels choose(ContainerRequest request) {
    var pair = host.containers().orElseThrow(Labelling::withoutTypes);
    var said = request.security().values("label").stream().map(LabelOption::parse).toList();
    if (said.contains(new LabelOption.Disable()) || (said.isEmpty() && isOfHost(request))) {
      return new SelinuxLabels("", pair.at(Categories.UNCONFINED).files().text());
    }
    var neighbour = said.isEmpty() ? neighbour(request) : Optional.<SelinuxLabels>empty();
    return neighbour.orElseGet(() -> own(pair, said));
  }

  private SelinuxLabels own(Pair pair, List<LabelOption> said) {
    var own = pair.hasLevels() ? pair.at(categories.free(taken())) : pair;
    for (var option : said) {
      if (option instanceof LabelOption.Part part) {
        own = LabelOption.on(own, part);
      }
    }
    return own.labels();
  }

  private List<String> taken() {
    return Stream.concat(recorded.get(), promised.values().stream())
        .map(SelinuxLabels::process)
        .toList();
  }

  /** What sees the host's processes or shared memory could do nothing if it was kept apart. */
  private static boolean isOfHost(ContainerRequest request) {
    var spaces = request.namespaces();
    return request.security().privileged()
        || spaces.ipc() instanceof NamespaceMode.Host
        || spaces.pid() instanceof NamespaceMode.Host;
  }

  /** Those that share memory, or see each other's processes, have one label. */
  private Optional<SelinuxLabels> neighbour(ContainerRequest request) {
    var spaces = request.namespaces();
    var shared =
        Stream.of(spaces.ipc(), spaces.pid())
            .filter(NamespaceMode.OfContainer.class::isInstance)
            .map(mode -> ofContainer.apply(((NamespaceMode.OfContainer) mode).reference()))
            .distinct()
            .toList();
    if (shared.size() > 1) {
      throw new Conflict("--ipc and --pid containers SELinux labels aren't the same", "");
    }
    return shared.stream().findFirst();
  }

  private static Unavailable withoutTypes() {
    return new Unavailable(
        "SELinux is active, but its policy has no types for containers",
        "Install container-selinux, or say \"selinux-enabled\": false in the settings, after which"
            + " SELinux does not keep containers apart.");
  }
}
