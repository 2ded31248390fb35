package dev.jug.cri.runtime;

import dev.jug.cri.message.Message;
import dev.jug.engine.PodSandboxes;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.PodMember;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.grpc.proto.ProtoException;
import dev.jug.oci.image.Healthcheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@code CreateContainerRequest} into what the engine makes.
 *
 * @param pods has the sandbox
 * @param scores how low a score may be
 */
record ContainerRequests(PodSandboxes pods, OomScore scores) {
  /** The kubelet looks after its containers itself. */
  private static final Healthcheck NO_CHECK = new Healthcheck(List.of("NONE"), 0, 0, 0, 0, 0);

  /** How many processes there may be in a pod is said of its group, by the kubelet. */
  private static final ResourceOptions ANY_PROCESSES = ResourceOptions.ofPids(-1);

  /**
   * A container to make.
   *
   * @throws Invalid if the request makes no sense
   * @throws Unavailable if it asks for what is not there
   */
  ContainerRequest of(Message request) throws ProtoException {
    var pod = pods.find(request.text("pod_sandbox_id"));
    var config = request.message("config");
    var linux = config.message("linux");
    var context = linux.message("security_context");
    var security = new Security(context);
    var resources = new ResourceLimits(linux.message("resources"));
    if (!config.messages("CDI_devices").isEmpty()) {
      throw new Unavailable("CDI devices are not there yet", "");
    }
    return ContainerRequest.builder(image(config), List.of())
        .process(process(config, security.user()))
        .groups(security.groups())
        .security(security.options())
        .storage(Mounts.of(config.messages("mounts"), ids(context, pod)))
        .devices(devices(config.messages("devices")))
        .resources(resources.options().orElse(ANY_PROCESSES))
        .oomScoreAdj(scores.nearest(resources.oomScoreAdj()))
        .stopSignal(Signals.name(config.constant("stop_signal")))
        .namespaces(namespaces(context.message("namespace_options"), context, pod))
        .health(NO_CHECK)
        .pod(member(config, pod))
        .build();
  }

  private static ContainerImage image(Message config) throws ProtoException {
    var name = config.message("image").text("image");
    if (name.isEmpty()) {
      throw new Invalid("container config must include an image", "");
    }
    return new ContainerImage.Stored(name, null);
  }

  /** The command is the image's entry point, and the arguments are its command. */
  private static ProcessOptions process(Message config, @Nullable String user)
      throws ProtoException {
    var command = config.texts("command");
    var environment = new ArrayList<String>();
    for (var variable : config.messages("envs")) {
      var value = new String(variable.bytes("value"), StandardCharsets.UTF_8);
      environment.add(variable.text("key") + "=" + value);
    }
    return new ProcessOptions(
        command.isEmpty() ? null : command,
        config.texts("args"),
        environment,
        config.word("working_dir").orElse(null),
        user,
        config.flag("tty"),
        config.flag("stdin"),
        config.flag("stdin_once"),
        0,
        0);
  }

  private static List<DeviceMapping> devices(List<Message> asked) throws ProtoException {
    var devices = new ArrayList<DeviceMapping>();
    for (var device : asked) {
      devices.add(
          new DeviceMapping(
              Path.of(device.text("host_path")),
              device.text("container_path"),
              device.word("permissions").orElse("rwm")));
    }
    return devices;
  }

  /**
   * What its users are on the machine, which the sandbox has decided; null if the machine's.
   *
   * @throws Invalid if the container asks for others
   */
  private static @Nullable IdMap ids(Message context, PodSandbox pod) throws ProtoException {
    var ids = pod.request().sharing().ids();
    var own = UserNamespaces.of(context.message("namespace_options"));
    if (own.isPresent() && !own.get().equals(ids)) {
      throw new Invalid("the user namespace of a container must be that of its pod sandbox", "");
    }
    return ids;
  }

  /** Only whose processes it sees is the container's business. */
  private NamespaceOptions namespaces(Message options, Message context, PodSandbox pod)
      throws ProtoException {
    var mode = context.has("namespace_options") ? options.constant("pid") : pod.processes().name();
    var defaults = NamespaceOptions.DEFAULT;
    return new NamespaceOptions(
        switch (mode) {
          case "CONTAINER" -> new NamespaceMode.Private();
          case "NODE" -> new NamespaceMode.Host();
          case "TARGET" -> new NamespaceMode.OfContainer(target(options.text("target_id")));
          default -> new NamespaceMode.OfContainer(pods.processes(pod));
        },
        defaults.ipc(),
        defaults.uts(),
        defaults.network(),
        defaults.user(),
        defaults.cgroup());
  }

  private String target(String id) {
    return pods.container(id).id();
  }

  private static PodMember member(Message config, PodSandbox pod) throws ProtoException {
    var metadata = config.message("metadata");
    var image = config.message("image");
    var directory = pod.request().logDirectory();
    var path = config.word("log_path");
    return new PodMember(
        pod.id(),
        metadata.word("name").orElseThrow(() -> nameless()),
        metadata.number("attempt"),
        image.word("user_specified_image").orElse(image.text("image")),
        directory == null || path.isEmpty() ? null : directory.resolve(path.get()),
        config.map("labels"),
        config.map("annotations"));
  }

  private static Invalid nameless() {
    return new Invalid("container config must include metadata with a name", "");
  }
}
