package dev.jug.engine.launch;

import dev.jug.engine.apparmor.AppArmor;
import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.container.Layout;
import dev.jug.engine.disk.SizedDirectory;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.host.HostImage;
import dev.jug.engine.image.StoredImages;
import dev.jug.engine.log.LogFiles;
import dev.jug.engine.network.NameFiles;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.sight.Sights;
import dev.jug.engine.spec.BundleSpec;
import dev.jug.engine.spec.ConfigFiles;
import dev.jug.engine.spec.Filters;
import dev.jug.engine.spec.RequestCheck;
import dev.jug.engine.spec.SpecBuilder;
import dev.jug.engine.spec.SpecInput;
import dev.jug.engine.volume.Provisions;
import dev.jug.linux.fs.Tree;
import dev.jug.network.Sandbox;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.KeptLog;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchOption;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.Streams;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Makes launches from records. Thread-safe, if no two threads work for the same container. */
public final class Launches {
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  private final Layout layout;
  private final HostImage hostImage;
  private final StoredImages images;
  private final Provisions provisions;
  private final SpecBuilder specs;
  private final Sights sights;
  private final AppArmor appArmor = AppArmor.here();
  private final ConfigFiles configs = new ConfigFiles();

  public Launches(
      Layout layout,
      HostImage hostImage,
      StoredImages images,
      Provisions provisions,
      Filters filters,
      ContainerRuntime runtime,
      InstantSource clock) {
    this.layout = layout;
    this.hostImage = hostImage;
    this.images = images;
    this.provisions = provisions;
    this.specs = new SpecBuilder(filters, appArmor);
    this.sights = new Sights(runtime::group, clock);
  }

  /**
   * What a launch depends on besides its request.
   *
   * @param sandbox the container's networks, as far as there are any yet
   * @param mounts of volumes and of images' files
   * @param pidOf the process of a running container, by its name or id
   * @param ends what the process is connected with from the start
   */
  private record Surroundings(
      Optional<Sandbox> sandbox, List<Mount> mounts, ToIntFunction<String> pidOf, Ends ends) {}

  /** A launch, and what must be on disk for it. */
  private record Draft(Launch launch, RootFs rootFs, OwnFiles files, List<Path> own) {}

  /**
   * Makes everything a container's start needs on disk. What can be refused is refused before the
   * first thing is made; if something fails later, nothing is left in the run directory.
   *
   * @param sandbox the container's networks; empty if it is on none
   * @param pidOf the process of a running container, by its name or id
   */
  public Launch prepare(
      ContainerRecord container,
      Optional<Sandbox> sandbox,
      ToIntFunction<String> pidOf,
      Ends ends) {
    RequestCheck.check(container.request());
    var storage = container.request().storage();
    var labels = new MountLabels(container.request(), provisions::data);
    labels.check();
    appArmor.ensure(container.request().security());
    var mounts =
        provisions.prepare(
            container.id(), storage, container.request().security().labels().mount());
    try {
      var surroundings = new Surroundings(sandbox, mounts, pidOf, ends);
      return prepare(draft(container.id(), container.request(), surroundings), labels);
    } catch (RuntimeException e) {
      provisions.failed(container.id(), storage);
      throw e;
    }
  }

  private Launch prepare(Draft draft, MountLabels labels) {
    try {
      make(draft);
      sights.prepare(draft.launch());
      labels.apply(draft.own());
      sights.show(draft.launch());
      return draft.launch();
    } catch (IOException e) {
      ended(draft.launch());
      throw Disk.failed("prepare container " + Ids.shortened(draft.launch().id()), e);
    }
  }

  /** The launch that would be made now; what it refers to may not exist. */
  public Launch imagine(String id, ContainerRequest request, ToIntFunction<String> pidOf) {
    return draft(id, request, imagined(id, request, pidOf)).launch();
  }

  private Surroundings imagined(String id, ContainerRequest request, ToIntFunction<String> pidOf) {
    var place = layout.filesOf(id, request.autoRemove());
    var mounts = provisions.imagine(request.storage(), place);
    return new Surroundings(Optional.empty(), mounts, pidOf, Ends.NONE);
  }

  /**
   * The plan of a launch that would be made now. The compiler looks at what is to be bound, so the
   * container's own files are there meanwhile, and gone afterwards if the container does not exist.
   *
   * @param compiler makes a plan of a launch
   */
  public Plan explain(
      String id,
      ContainerRequest request,
      ToIntFunction<String> pidOf,
      Function<Launch, Plan> compiler) {
    var draft = draft(id, request, imagined(id, request, pidOf));
    var place = layout.filesOf(id, request.autoRemove());
    boolean imagined = !Files.isDirectory(place);
    boolean still = !Files.isDirectory(draft.launch().state());
    try {
      if (still) {
        sights.prepare(draft.launch());
      }
      if (imagined) {
        Disk.makePrivate(place);
      }
      draft.files().writeMissing();
      return compiler.apply(draft.launch());
    } catch (IOException e) {
      throw Disk.failed("prepare container " + Ids.shortened(id), e);
    } catch (InvalidSpecException e) {
      throw new Invalid(e.getMessage(), "");
    } finally {
      if (still) {
        clear(draft.launch().state());
      }
      if (imagined) {
        clear(place);
      }
    }
  }

  /** The launch that an earlier engine made, as far as releasing and explaining need it. */
  public Launch recall(ContainerRecord container, Spec spec) {
    var id = container.id();
    var root = RootFs.directory(layout.stateOf(id)).source();
    var state = layout.runOf(id);
    var request = container.request();
    var bundle = request.image() instanceof ContainerImage.Bundle(var path) ? path : state;
    return new Launch(id, spec, root, state, Streams.NONE, options(request), bundle);
  }

  private static Set<LaunchOption> options(ContainerRequest request) {
    var options = EnumSet.noneOf(LaunchOption.class);
    if (request.init()) {
      options.add(LaunchOption.INIT);
    }
    if (request.namespaces().ids() != null && request.image() instanceof ContainerImage.Rootfs) {
      options.add(LaunchOption.MAPPED_ROOT);
    }
    return options;
  }

  private Draft draft(String id, ContainerRequest request, Surroundings surroundings) {
    try {
      return request.image() instanceof ContainerImage.Bundle(var bundle)
          ? ofBundle(id, request, bundle, surroundings.ends())
          : ofRequest(id, request, surroundings);
    } catch (IOException e) {
      throw Disk.failed("prepare container " + Ids.shortened(id), e);
    }
  }

  private Draft ofBundle(String id, ContainerRequest request, Path bundle, Ends ends) {
    var read = BundleSpec.read(configs, bundle, request.process());
    var launch = launch(id, request, read.spec(), RootFs.directory(read.root()), ends);
    var none = OwnFiles.none(layout.stateOf(id));
    return new Draft(launch, RootFs.directory(read.root()), none, List.of());
  }

  private Draft ofRequest(String id, ContainerRequest request, Surroundings surroundings)
      throws IOException {
    var rootFs = rootFs(id, request);
    var hostname = hostname(id, request);
    var place = layout.filesOf(id, request.autoRemove());
    var sandbox = surroundings.sandbox();
    var files = OwnFiles.of(request, hostname, sandbox, rootFs.view(), place);
    var own = mounts(files, request, layout.runOf(id));
    var input =
        new SpecInput(
            id,
            request,
            hostname,
            rootFs.view(),
            rootFs.system(),
            own,
            surroundings.mounts(),
            surroundings.pidOf(),
            sandbox.map(Sandbox::namespace));
    var spec = sights.answering(specs.build(input), request);
    var launch = launch(id, request, spec, rootFs, surroundings.ends());
    return new Draft(launch, rootFs, files, sources(own));
  }

  private static List<Path> sources(List<Mount> mounts) {
    return mounts.stream()
        .flatMap(mount -> Stream.ofNullable(mount.source()))
        .map(Path::of)
        .toList();
  }

  private List<Mount> mounts(OwnFiles files, ContainerRequest request, Path state) {
    return Stream.concat(files.mounts().stream(), sights.mounts(request, state).stream()).toList();
  }

  /** What a container's root file system is made of. */
  public RootSource root(ContainerRecord container) {
    return rootFs(container.id(), container.request()).source();
  }

  private RootFs rootFs(String id, ContainerRequest request) {
    var changes =
        request.storage().limit() == null
            ? layout.stateOf(id)
            : SizedDirectory.layer(layout.stateOf(id)).path();
    return switch (request.image()) {
      case ContainerImage.Host(boolean exposeSecrets) ->
          RootFs.host(hostImage, exposeSecrets, changes, request.autoRemove());
      case ContainerImage.Rootfs(var path) -> RootFs.directory(path);
      case ContainerImage.Bundle(var path) -> RootFs.directory(path);
      case ContainerImage.Stored stored ->
          RootFs.image(images.open(stored), changes, request.autoRemove());
    };
  }

  private static String hostname(String id, ContainerRequest request) throws IOException {
    if (request.hostname() != null) {
      return request.hostname();
    }
    return request.namespaces().uts() instanceof NamespaceMode.Host
        ? Files.readString(HOSTNAME).strip()
        : Ids.shortened(id);
  }

  private Launch launch(String id, ContainerRequest request, Spec spec, RootFs rootFs, Ends ends) {
    var process = request.process();
    var streams =
        new Streams(
            process.stdin(),
            process.stdinOnce(),
            log(id, request),
            ends.client(),
            Optional.empty(),
            ends.given());
    var state = layout.runOf(id);
    var bundle = request.image() instanceof ContainerImage.Bundle(var path) ? path : state;
    return new Launch(id, spec, rootFs.source(), state, streams, options(request), bundle);
  }

  private Optional<KeptLog> log(String id, ContainerRequest request) {
    var config = request.logConfig();
    var directory = layout.stateOf(id);
    return config.keeps()
        ? Optional.of(
            new KeptLog(directory, LogFiles.last(directory), config.maxBytes(), config.maxFiles()))
        : Optional.empty();
  }

  private static void make(Draft draft) throws IOException {
    var state = draft.launch().state();
    Tree.delete(state);
    Disk.makePrivate(state);
    for (var upper : draft.rootFs().uppers()) {
      Directories.ensureUpper(upper);
    }
    for (var work : draft.rootFs().works()) {
      Directories.ensure(work);
    }
    draft.files().write();
  }

  /** Writes the files again that say who is where: the container is on other networks now. */
  public void refreshNames(ContainerRecord container, Sandbox sandbox) {
    var request = container.request();
    var place = layout.filesOf(container.id(), request.autoRemove());
    try {
      var names =
          new NameFiles(request.network(), hostname(container.id(), request), Optional.of(sandbox));
      new OwnFiles(place)
          .replace(Map.of("hosts", names.hosts(), "resolv.conf", names.resolvConf()));
    } catch (IOException e) {
      throw Disk.failed("write the names of container " + Ids.shortened(container.id()), e);
    }
  }

  /** Takes on the launch of a container that runs already. */
  public void adopt(Launch launch) {
    sights.show(launch);
  }

  /** Removes the run directory of a container that has ended. */
  public void ended(Launch launch) {
    sights.forget(launch);
    clear(launch.state());
  }

  /** Stops seeing to containers' files. */
  public void close() {
    sights.close();
  }

  /**
   * Removes a run directory whose container could not be started; the next start tries again if
   * that fails.
   */
  public static void clear(Path state) {
    try {
      Tree.delete(state);
    } catch (IOException e) {
      System.getLogger(Launches.class.getName())
          .log(System.Logger.Level.WARNING, "cannot remove " + state, e);
    }
  }
}
