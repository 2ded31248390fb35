package dev.jug.engine;

import dev.jug.engine.container.Disk;
import dev.jug.engine.launch.Ends;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.PodMember;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes that containers of a pod sandbox have in common. The kernel keeps a process
 * namespace only as long as its first process, so where it is shared, that one is nobody's but the
 * sandbox's: a reaper in a container of nothing, whose child sleeps. Nobody who does not share
 * processes pays for it.
 */
record PodProcesses(Engine engine, PodSandbox pod, List<Container> containers) {
  private static final String PROGRAM = "/proc/self/exe";

  /** Whether a container is such a one. */
  static boolean isKeeper(PodMember member) {
    return member.name().isEmpty();
  }

  /** The id of the container with the first process, which is started if it is not there. */
  String keeper() {
    for (var keeper : containers) {
      if (keeper.status().isRunning()) {
        return keeper.id();
      }
      keeper.remove(true, VolumeFate.GO);
    }
    return start().id();
  }

  private Container start() {
    var keeper = engine.create(request());
    try (var pair = Socket.pair()) {
      keeper.start(new Ends(Optional.empty(), List.of(pair.second().fd())));
      try (var line = new FrameSocket(new Socket(new Fd(pair.first().fd().steal())))) {
        line.send(Frame.of(FrameType.PLAN, sleep().encode()));
      }
      return keeper;
    } catch (RuntimeException e) {
      keeper.remove(true, VolumeFate.GO);
      throw e;
    }
  }

  private ContainerRequest request() {
    var root = pod.directory().resolve("root");
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw Disk.failed("make the root of a pod sandbox's first process", e);
    }
    var options = List.of("no-new-privileges");
    return ContainerRequest.builder(new ContainerImage.Rootfs(root), List.of(PROGRAM))
        .init(true)
        .runtime(RuntimeName.OWN)
        .log(LogConfig.NONE)
        .restart(RestartPolicy.NO)
        .security(new SecurityOptions(List.of(), List.of("ALL"), false, false, options))
        .namespaces(pod.namespaces(new NamespaceMode.Private()))
        .cgroupParent(pod.request().cgroupParent())
        .pod(new PodMember(pod.id(), "", 0, "", null, Map.of(), Map.of()))
        .build();
  }

  /** Waits for what never comes (ppoll(2)). */
  private static Plan sleep() {
    var plan = new PlanBuilder();
    plan.because("The first process of a pod sandbox has nothing to do but reap.");
    plan.call(Call.PPOLL, Arg.num(0), Arg.num(0), Arg.num(0), Arg.num(0), Arg.num(0));
    plan.exit(0);
    return plan.build();
  }
}
