package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.IdMap;
import dev.jug.grpc.proto.ProtoException;
import dev.jug.oci.runtime.IdMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code UserNamespace} and {@code IDMapping} of the CRI, in both directions. */
final class UserNamespaces {
  private static final String OPTIONS = "userns_options";

  private UserNamespaces() {}

  /**
   * What ids {@code NamespaceOption} gives to users; empty if the node's.
   *
   * @throws Invalid if it makes no sense
   */
  static Optional<IdMap> of(Message options) throws ProtoException {
    if (!options.has(OPTIONS)) {
      return Optional.empty();
    }
    var users = options.message(OPTIONS);
    var map = new IdMap(ranges(users.messages("uids")), ranges(users.messages("gids")));
    return switch (users.constant("mode")) {
      case "POD" -> {
        map.check();
        yield Optional.of(map);
      }
      case "NODE" -> {
        if (!map.uids().isEmpty() || !map.gids().isEmpty()) {
          throw new Invalid("can't use a user namespace of mode NODE with mappings of ids", "");
        }
        yield Optional.empty();
      }
      case String mode -> throw new Invalid("unsupported mode of a user namespace: " + mode, "");
    };
  }

  /** Whether a mount says whose its files are; then its ids are mapped. */
  static boolean isMapped(Message mount) throws ProtoException {
    return !mount.messages("uidMappings").isEmpty() || !mount.messages("gidMappings").isEmpty();
  }

  /** The ids of a mount. */
  static IdMap ofMount(Message mount) throws ProtoException {
    return new IdMap(ranges(mount.messages("uidMappings")), ranges(mount.messages("gidMappings")));
  }

  private static List<IdMapping> ranges(List<Message> mappings) throws ProtoException {
    var ranges = new ArrayList<IdMapping>();
    for (var mapping : mappings) {
      ranges.add(
          new IdMapping(
              mapping.number("container_id"), mapping.number("host_id"), mapping.number("length")));
    }
    return ranges;
  }

  /** {@code UserNamespace}. */
  static void write(Draft out, IdMap ids) {
    out.constant("mode", "POD")
        .messages("uids", ids.uids(), UserNamespaces::range)
        .messages("gids", ids.gids(), UserNamespaces::range);
  }

  private static void range(Draft out, IdMapping range) {
    out.number("host_id", range.hostID())
        .number("container_id", range.containerID())
        .number("length", range.size());
  }
}
