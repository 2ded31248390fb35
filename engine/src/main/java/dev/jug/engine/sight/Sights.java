package dev.jug.engine.sight;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.RuntimeName;
import dev.jug.linux.SysException;
import dev.jug.linux.io.ReadGate;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RunningGroup;
import dev.jug.runtime.seccomp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What containers see of themselves. Thread-safe.
 *
 * <p>Nothing is watched before the first container with such files starts. Where the kernel does
 * not tell of reads beforehand, containers see the machine.
 */
public final class Sights implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sights.class.getName());

  private static final Path ROOT = Path.of("/");

  private final Function<Launch, RunningGroup> groups;
  private final InstantSource clock;
  private final SysinfoFilter filters = new SysinfoFilter();
  private boolean asked;
  private Optional<Porter> porter = Optional.empty();
  private @Nullable Map<SeenFile, byte[]> first;

  /**
   * @param groups the cgroup of a container that starts or runs
   */
  public Sights(Function<Launch, RunningGroup> groups, InstantSource clock) {
    this.groups = groups;
    this.clock = clock;
  }

  /**
   * What is mounted over the machine's files in a container, if it is to see itself.
   *
   * @param runDirectory where its files will lie
   */
  public List<Mount> mounts(ContainerRequest request, Path runDirectory) {
    return ViewChoice.seesItself(request) && porter().isPresent()
        ? SightFiles.of(runDirectory).mounts()
        : List.of();
  }

  /**
   * A spec in which sysinfo(2) tells of the container, if that was asked for.
   *
   * @throws Invalid if its filter or its runtime leaves no room for that
   */
  public Spec answering(Spec spec, ContainerRequest request) {
    var linux = spec.linux();
    if (linux == null || !ViewChoice.asksAll(request) || porter().isEmpty()) {
      return spec;
    }
    if (RuntimeName.isOther(request.runtime())) {
      throw new Invalid(
          "runtime " + request.runtime() + " cannot be combined with view full",
          "Who answers sysinfo(2) is a part of the runtime jug. Use container.");
    }
    return spec.withLinux(linux.withSeccomp(filters.of(linux.seccomp())));
  }

  private static boolean answers(Launch launch) {
    var linux = launch.spec().linux();
    var filter = linux == null ? null : linux.seccomp();
    return filter != null && Answer.of(filter.listenerPath()).isPresent();
  }

  /**
   * Makes the files that a launch mounts.
   *
   * @throws IOException if there is no room for them
   */
  public void prepare(Launch launch) throws IOException {
    var files = SightFiles.of(launch.state());
    if (mountsAny(launch, files)) {
      var contents = new EnumMap<>(first());
      if (!answers(launch)) {
        contents.remove(SeenFile.SYSINFO);
      }
      files.write(contents, ofMachine().uptime());
    }
  }

  private static boolean mountsAny(Launch launch, SightFiles files) {
    return launch.spec().mounts().stream()
        .anyMatch(
            mount -> mount.source() != null && mount.source().startsWith(files.directory() + "/"));
  }

  /** Has the files of a container written when they are read, if it has any. */
  public void show(Launch launch) {
    var files = SightFiles.of(launch.state());
    if (!files.areThere()) {
      return;
    }
    try {
      porter().ifPresent(open -> guard(open, launch, files));
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "container " + launch.id() + " does not see itself", e);
    }
  }

  private void guard(Porter open, Launch launch, SightFiles files) {
    var group = groups.apply(launch);
    var facts = new Facts(group::files, ROOT, files.since());
    var mirror = new Mirror(facts, clock.instant());
    there().filter(files::has).forEach(file -> open.guard(new Porter.Door(files, file, mirror)));
  }

  private static Stream<SeenFile> there() {
    return Stream.of(SeenFile.values()).filter(SeenFile::isThere);
  }

  /** The container has ended. */
  public synchronized void forget(Launch launch) {
    porter.ifPresent(open -> open.forget(SightFiles.of(launch.state())));
  }

  /** What the files say until somebody reads them, which is seldom seen. */
  private synchronized Map<SeenFile, byte[]> first() {
    if (first == null) {
      var mirror = new Mirror(ofMachine(), clock.instant());
      var contents = new EnumMap<SeenFile, byte[]>(SeenFile.class);
      there().forEach(file -> contents.put(file, mirror.content(file)));
      first = contents;
    }
    return first;
  }

  private static Facts ofMachine() {
    return new Facts(_ -> Optional.empty(), ROOT, 0);
  }

  private synchronized Optional<Porter> porter() {
    if (!asked) {
      asked = true;
      porter = open();
    }
    return porter;
  }

  private static Optional<Porter> open() {
    try {
      var porter = new Porter(ReadGate.open());
      porter.start();
      return Optional.of(porter);
    } catch (SysException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "containers see the machine''s memory and processors, not their own: {0}",
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Files are not written any more; who reads is not kept. */
  @Override
  public synchronized void close() {
    porter.ifPresent(Porter::close);
    porter = Optional.empty();
    asked = true;
  }
}
