package dev.jug.cri.runtime;

import dev.jug.cri.message.Message;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.pod.PodRequest;
import dev.jug.engine.pod.PodRequest.Identity;
import dev.jug.engine.pod.PodRequest.Names;
import dev.jug.engine.pod.PodRequest.Processes;
import dev.jug.engine.pod.PodRequest.Sharing;
import dev.jug.engine.settings.RuntimeSettings;
import dev.jug.grpc.proto.ProtoException;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortBinding;
import dev.jug.network.port.Protocol;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a {@code PodSandboxConfig} into what the engine makes. */
final class SandboxRequests {
  private SandboxRequests() {}

  /**
   * A sandbox to make.
   *
   * @param handler what runs its containers
   * @param runtimes which handlers there are
   * @throws Invalid if the request makes no sense
   */
  static PodRequest of(Message config, String handler, RuntimeSettings runtimes)
      throws ProtoException {
    var linux = config.message("linux");
    return new PodRequest(
        identity(config),
        config.text("hostname"),
        config.word("log_directory").map(Path::of).orElse(null),
        names(config),
        ports(config.messages("port_mappings")),
        config.map("labels"),
        config.map("annotations"),
        linux.word("cgroup_parent").orElse(null),
        linux.map("sysctls"),
        sharing(linux.message("security_context").message("namespace_options")),
        Handlers.find(handler, runtimes));
  }

  private static Identity identity(Message config) throws ProtoException {
    var metadata = config.message("metadata");
    if (metadata.text("name").isEmpty()) {
      throw new Invalid("sandbox config must include metadata with a name", "");
    }
    return new Identity(
        metadata.text("name"),
        metadata.text("uid"),
        metadata.text("namespace"),
        metadata.number("attempt"));
  }

  private static @Nullable Names names(Message config) throws ProtoException {
    var dns = config.message("dns_config");
    if (!config.has("dns_config")) {
      return null;
    }
    return new Names(
        dns.texts("servers").stream().map(SandboxRequests::address).toList(),
        dns.texts("searches"),
        dns.texts("options"));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw new Invalid("not an IP address: " + text, "");
    }
  }

  /** One without a port of the host only says what listens in the pod. */
  private static List<PortBinding> ports(List<Message> mappings) throws ProtoException {
    var ports = new ArrayList<PortBinding>();
    for (var mapping : mappings) {
      int host = (int) mapping.number("host_port");
      if (host != 0) {
        var at = mapping.word("host_ip").map(SandboxRequests::address).orElse(null);
        var inside =
            new ContainerPort(
                (int) mapping.number("container_port"),
                Protocol.parse(mapping.constant("protocol")));
        ports.add(new PortBinding(inside, at, host, host));
      }
    }
    return ports;
  }

  private static Sharing sharing(Message options) throws ProtoException {
    return new Sharing(
        options.constant("network").equals("NODE"),
        options.constant("ipc").equals("NODE"),
        processes(options.constant("pid")),
        UserNamespaces.of(options).orElse(null));
  }

  private static Processes processes(String mode) {
    return switch (mode) {
      case "CONTAINER" -> Processes.CONTAINER;
      case "NODE" -> Processes.NODE;
      default -> Processes.POD;
    };
  }
}
