package dev.jug.engine.userns;

import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.UserMode;
import dev.jug.oci.runtime.IdMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides which ids of the machine a new container or pod has. What is taken is what records of
 * both say, so a range is given back with whom it was given to, and no engine that is killed can
 * lose one or give it twice. Thread-safe.
 */
public final class UserRanges {
  private static final Path ETC = Path.of("/etc");

  private final Path etc;
  private final Supplier<Stream<IdMap>> recorded;
  private final Supplier<Optional<Remap>> remap;
  private final Map<String, IdMap> promised = new ConcurrentHashMap<>();

  /**
   * @param etc where subuid and subgid are
   * @param recorded what containers and pods have, by their records
   * @param remap what containers have that say nothing
   */
  public UserRanges(Path etc, Supplier<Stream<IdMap>> recorded, Supplier<Optional<Remap>> remap) {
    this.etc = etc;
    this.recorded = recorded;
    this.remap = remap;
  }

  /** Of this machine. */
  public static UserRanges here(Supplier<Stream<IdMap>> recorded, Supplier<Optional<Remap>> remap) {
    return new UserRanges(ETC, recorded, remap);
  }

  /**
   * Decides for a container that is being made. What it gets is nobody else's until the decision is
   * closed, and from then on by its record, if that was written.
   *
   * @throws dev.jug.engine.error.EngineException if there are no ids for it, or it cannot have any
   */
  public synchronized Decision decide(String id, ContainerRequest request) {
    var decided = imagine(request);
    var ids = decided.namespaces().ids();
    if (ids != null) {
      promised.put(id, ids);
    }
    return new Decision(decided, () -> promised.remove(id));
  }

  /**
   * Gives ids to what is no container; they are nobody else's until this is closed, and from then
   * on by a record.
   *
   * @throws Unavailable if there are none left
   */
  public synchronized Reserved reserve(String id) {
    var ids = choose(new UserMode.Auto(0, List.of(), List.of()));
    promised.put(id, ids);
    return new Reserved(ids, () -> promised.remove(id));
  }

  /**
   * Ids that are kept.
   *
   * @param settled a record says so, or nothing came of it
   */
  public record Reserved(IdMap ids, Runnable settled) implements AutoCloseable {
    @Override
    public void close() {
      settled.run();
    }
  }

  /**
   * What was decided for a container.
   *
   * @param request with its ids
   * @param settled its record is written, or it was not made
   */
  public record Decision(ContainerRequest request, Runnable settled) implements AutoCloseable {
    @Override
    public void close() {
      settled.run();
    }
  }

  /** What would be decided now. */
  public synchronized ContainerRequest imagine(ContainerRequest request) {
    var decided = decided(request);
    UserCheck.withoutIds(decided);
    return decided;
  }

  private ContainerRequest decided(ContainerRequest request) {
    var spaces = request.namespaces();
    if (request.image() instanceof ContainerImage.Bundle) {
      return request;
    }
    var ids =
        switch (spaces.user()) {
          case UserMode.Host() -> Optional.<IdMap>empty();
          case UserMode.Unsaid() -> remap.get().map(whose -> whose.map(IdFiles.read(etc)));
          case UserMode.Mapped(var ranges) -> Optional.of(IdMap.of(ranges));
          case UserMode.Auto auto -> Optional.of(choose(auto));
          case UserMode.KeepId keep -> Optional.of(choose(keep));
        };
    ids.ifPresent(_ -> UserCheck.check(request));
    return ids.map(map -> request.toBuilder(request.image()).namespaces(spaces.with(map)).build())
        .orElse(request);
  }

  private IdMap choose(UserMode.Auto auto) {
    long size = auto.size() == 0 ? IdFiles.USUAL : auto.size();
    return checked(
        new IdMap(filled(free(size, true), auto.uids()), filled(free(size, false), auto.gids())));
  }

  private IdMap choose(UserMode.KeepId keep) {
    long size = keep.size() == 0 ? IdFiles.USUAL : keep.size();
    long uid = UserCheck.kept(keep);
    long gid = keep.gid() == null ? uid : keep.gid();
    return checked(
        new IdMap(
            filled(free(size, true), List.of(new IdMapping(uid, uid, 1))),
            filled(free(size, false), List.of(new IdMapping(gid, gid, 1)))));
  }

  private static IdMap checked(IdMap map) {
    map.check();
    return map;
  }

  /** Whole, but for what is said of some; these leave a gap in it. */
  private static List<IdMapping> filled(IdRange range, List<IdMapping> said) {
    var parts = new ArrayList<>(said);
    long from = 0;
    for (var each : new IdMap(said, said).uids()) {
      if (each.containerID() > from && from < range.size()) {
        long end = Math.min(each.containerID(), range.size());
        parts.add(new IdMapping(from, range.start() + from, end - from));
      }
      from = Math.max(from, each.containerID() + each.size());
    }
    if (from < range.size()) {
      parts.add(new IdMapping(from, range.start() + from, range.size() - from));
    }
    return parts;
  }

  private IdRange free(long size, boolean users) {
    var files = IdFiles.read(etc);
    var pool = IdFiles.pool(users ? files.uids() : files.gids());
    var taken = taken(users ? IdMap::uids : IdMap::gids, files, users);
    return pool.stream()
        .flatMap(range -> range.free(size, taken).stream())
        .findFirst()
        .orElseThrow(() -> exhausted(size, users ? "uid" : "gid"));
  }

  /** Containers' ids, and what others were given; what all remapped ones share is not for one. */
  private List<IdRange> taken(Function<IdMap, List<IdMapping>> kind, IdFiles files, boolean users) {
    var set = users ? files.uids() : files.gids();
    var others =
        set.entries().stream()
            .filter(entry -> !entry.owner().equals(Remap.OWN))
            .map(SubordinateIds.Entry::range);
    var shared =
        remap.get().stream()
            .flatMap(whose -> (users ? whose.users(files) : whose.groups(files)).stream());
    var containers =
        Stream.concat(recorded.get(), promised.values().stream())
            .flatMap(map -> kind.apply(map).stream())
            .map(range -> new IdRange(range.hostID(), range.size()));
    return Stream.of(others, shared, containers).flatMap(each -> each).toList();
  }

  private static Unavailable exhausted(long size, String kind) {
    return new Unavailable(
        "could not find enough unused IDs: there are no " + size + " " + kind + "s left",
        "Remove containers, ask for fewer (auto:size=N), or give "
            + Remap.OWN
            + " more in /etc/sub"
            + kind
            + ".");
  }
}
