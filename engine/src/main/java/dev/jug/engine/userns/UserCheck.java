package dev.jug.engine.userns;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.request.UserMode;
import java.util.List;

/** What a container with ids of its own cannot have. */
final class UserCheck {
  private static final String INSTEAD = "Run it with --userns host.";

  private UserCheck() {}

  /**
   * Checks one that has ids of its own.
   *
   * @throws Invalid in Docker's words
   */
  static void check(ContainerRequest request) {
    if (request.security().privileged()) {
      throw new Invalid(
          "privileged mode is incompatible with user namespaces.  You must run the container in"
              + " the host namespace when running privileged mode",
          INSTEAD);
    }
    if (RuntimeName.isOther(request.runtime())) {
      throw new Invalid(
          "runtime " + request.runtime() + " cannot be combined with a user namespace", INSTEAD);
    }
    var spaces = request.namespaces();
    if (spaces.network() instanceof NamespaceMode.Host) {
      throw new Invalid(
          "cannot share the host's network namespace when user namespaces are enabled", INSTEAD);
    }
    if (spaces.pid() instanceof NamespaceMode.Host) {
      throw new Invalid(
          "cannot share the host PID namespace when user namespaces are enabled", INSTEAD);
    }
    for (var mode : List.of(spaces.network(), spaces.pid(), spaces.ipc())) {
      if (mode instanceof NamespaceMode.OfContainer || mode instanceof NamespaceMode.AtPath) {
        throw new Invalid(
            "cannot join " + mode.shown() + " when user namespaces are enabled",
            "Its owner is another user namespace. " + INSTEAD);
      }
    }
  }

  /** Checks one that has the machine's ids. */
  static void withoutIds(ContainerRequest request) {
    if (request.namespaces().ids() == null) {
      request.storage().allBinds().stream()
          .filter(BindMount::mapsIds)
          .findFirst()
          .ifPresent(bind -> {
            throw new Invalid(
                "idmap of " + bind.target() + " needs a user namespace",
                "Give the container one (--userns auto), or leave idmap out.");
          });
    }
  }

  static long kept(UserMode.KeepId keep) {
    if (keep.uid() == null) {
      throw new Invalid(
          "keep-id does not know whose id to keep: who asks is root, or came through a socket",
          "Say it: --userns keep-id:uid=1000.");
    }
    return keep.uid();
  }
}
