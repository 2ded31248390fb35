package dev.jug.engine;

import dev.jug.build.dockerfile.NetworkMode;
import dev.jug.build.dockerfile.SecurityMode;
import dev.jug.build.exec.Command;
import dev.jug.build.exec.Command.Bound;
import dev.jug.build.exec.Command.Memory;
import dev.jug.build.exec.StepRunner;
import dev.jug.engine.build.BuildLimits;
import dev.jug.engine.build.MountTraces;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.engine.request.UserMode;
import dev.jug.image.make.LayerContent;
import dev.jug.linux.SysException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Runs commands of builds, each in a container that is gone when its changes are a layer. It stays
 * when it ends, for them; should the engine die meanwhile, the next one removes it by its label.
 *
 * @param engine has the containers
 * @param limits of all commands of a build
 */
record BuildRunner(Engine engine, BuildLimits limits) implements StepRunner {
  /** What marks containers of builds. */
  static final String LABEL = "dev.jug.build";

  @Override
  public Ended run(Command command, Consumer<byte[]> output) throws IOException {
    var traces = MountTraces.of(engine.images(), command);
    var bench = Workbench.start(engine, request(command));
    try {
      int code = bench.runUntil(() -> false, output).orElseThrow();
      return new Finished(bench, code, traces);
    } catch (SysException e) {
      bench.close();
      if (Thread.currentThread().isInterrupted()) {
        var cancelled = new CancellationException("the build was given up");
        cancelled.initCause(e);
        throw cancelled;
      }
      throw e;
    } catch (RuntimeException e) {
      bench.close();
      throw e;
    }
  }

  private record Finished(Workbench bench, int code, MountTraces traces) implements Ended {
    @Override
    public LayerContent changes(long latest) {
      return out -> bench.files().layer(out, latest, traces::isTrace);
    }

    @Override
    public void close() {
      bench.close();
    }
  }

  private ContainerRequest request(Command command) {
    var manifest = command.image().toString();
    var process =
        new ProcessOptions(
            List.of(),
            command.argv(),
            command.env(),
            command.cwd(),
            command.user(),
            false,
            false,
            false,
            0,
            0);
    return ContainerRequest.builder(new ContainerImage.Stored(manifest, manifest), List.of())
        .process(process)
        .startsAtOnce(true)
        .log(LogConfig.NONE)
        .resources(limits.resources())
        .limits(limits.ulimits())
        .security(security(command.security()))
        .namespaces(namespaces(command.network()))
        .network(limits.network())
        .storage(storage(command))
        .labels(Map.of(LABEL, "step"))
        .build();
  }

  private static SecurityOptions security(SecurityMode mode) {
    return switch (mode) {
      case SANDBOX -> SecurityOptions.DEFAULT;
      case INSECURE -> new SecurityOptions(List.of(), List.of(), true, false, List.of());
    };
  }

  private NamespaceOptions namespaces(NetworkMode mode) {
    var own = new NamespaceMode.Private();
    NamespaceMode network =
        switch (mode) {
          case DEFAULT -> limits.mode();
          case NONE -> own;
          case HOST -> new NamespaceMode.Host();
        };
    return new NamespaceOptions(own, own, own, network, new UserMode.Host(), own);
  }

  private StorageOptions storage(Command command) {
    var storage = new StorageBuilder().shmSize(limits.shmSize());
    for (var mounted : command.mounts()) {
      switch (mounted) {
        case Bound(var source, var target, boolean readOnly) ->
            storage.add(new BindMount(source, target, readOnly ? List.of("ro") : List.of()));
        case Memory(var target, long size) -> storage.add(new TmpfsMount(target, options(size)));
      }
    }
    return storage.build();
  }

  private static List<String> options(long size) {
    var options = new ArrayList<>(List.of("mode=1777"));
    if (size > 0) {
      options.add("size=" + size);
    }
    return options;
  }
}
