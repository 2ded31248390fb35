package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.user.Accounts;
import dev.jug.engine.user.Identity;
import dev.jug.engine.user.RootView;
import dev.jug.oci.runtime.Capabilities;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.User;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the description of one more process in a container: the container's own, but for what the
 * request says.
 */
public final class ExecProcess {
  private static final SecurityOptions PRIVILEGED =
      new SecurityOptions(List.of(), List.of(), true, false, List.of());

  private ExecProcess() {}

  /**
   * The process.
   *
   * @param root the container's root file system as it is now
   * @throws Invalid if there is no command, or no such user
   */
  public static Process of(ExecRequest request, Spec spec, RootView root) {
    var first = Objects.requireNonNull(spec.process(), "a launched spec has a process");
    if (request.command().isEmpty()) {
      throw new Invalid("No exec command specified", "Example: jug exec NAME sh");
    }
    var environment = Environment.of(first.env());
    var user = Objects.requireNonNullElse(first.user(), User.ROOT);
    if (request.user() != null) {
      var identity = Identity.resolve(request.user(), Accounts.of(root));
      user = identity.user();
      environment.with(List.of("HOME=" + identity.home()));
    }
    if (request.terminal()) {
      environment.with(List.of("TERM=xterm"));
    }
    environment.with(request.environment());
    return new Process(
        request.terminal(),
        SpecBuilder.consoleSize(request.rows(), request.columns()),
        user,
        request.command(),
        environment.entries(),
        Objects.requireNonNullElse(request.directory(), first.cwd()),
        capabilities(request, first.capabilities(), user.uid()),
        first.rlimits(),
        first.noNewPrivileges(),
        first.oomScoreAdj(),
        first.apparmorProfile(),
        first.selinuxLabel(),
        first.scheduler(),
        first.ioPriority(),
        first.execCPUAffinity());
  }

  private static @Nullable Capabilities capabilities(
      ExecRequest request, @Nullable Capabilities ofContainer, long uid) {
    if (request.privileged()) {
      return CapabilitySet.spec(CapabilitySet.of(PRIVILEGED), Set.of(), uid);
    }
    if (ofContainer == null) {
      return null;
    }
    return CapabilitySet.spec(ofContainer.bounding(), ofContainer.ambient(), uid);
  }
}
