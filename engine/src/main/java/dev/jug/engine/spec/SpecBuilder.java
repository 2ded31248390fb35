package dev.jug.engine.spec;

import dev.jug.engine.apparmor.AppArmor;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.user.Accounts;
import dev.jug.engine.user.Identity;
import dev.jug.oci.runtime.ConsoleSize;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Rlimit;
import dev.jug.oci.runtime.Root;
import dev.jug.oci.runtime.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the spec of a container from a request. Where its cgroup lies is left to the runtime. */
public final class SpecBuilder {
  private static final String OCI_VERSION = "1.2.0";

  private final Filters filters;
  private final AppArmor appArmor;

  public SpecBuilder(Filters filters, AppArmor appArmor) {
    this.filters = filters;
    this.appArmor = appArmor;
  }

  /**
   * The spec.
   *
   * @throws dev.jug.engine.error.EngineException if the request makes no sense in this root
   */
  public Spec build(SpecInput input) {
    var request = input.request();
    var namespaces = request.namespaces();
    boolean ownName = namespaces.uts() instanceof NamespaceMode.Private;
    return new Spec(
        OCI_VERSION,
        new Root("rootfs", request.security().readOnly()),
        DefaultMounts.of(input),
        process(input),
        ownName ? input.hostname() : null,
        ownName ? request.domainname() : null,
        LandlockChoice.here().annotations(request),
        linux(input));
  }

  private Process process(SpecInput input) {
    var request = input.request();
    var options = request.process();
    var accounts = Accounts.of(input.root());
    var identity = Identity.resolve(options.user(), accounts).inGroups(request.groups(), accounts);
    var capabilities = CapabilitySet.of(request.security());
    var environment =
        Environment.ofContainer(input.hostname(), options.terminal())
            .with(options.environment())
            .withHome(identity.home());
    return new Process(
        options.terminal(),
        consoleSize(options.rows(), options.columns()),
        identity.user(),
        options.arguments(),
        environment.entries(),
        Objects.requireNonNullElse(options.directory(), "/"),
        CapabilitySet.spec(
            capabilities, CapabilitySet.ambient(request.security()), identity.user().uid()),
        request.limits().stream().map(SpecBuilder::rlimit).toList(),
        SecurityChoice.of(request.security()).noNewPrivileges(),
        request.oomScoreAdj(),
        appArmor.profile(request.security()).orElse(null),
        unlessEmpty(request.security().labels().process()));
  }

  static @Nullable ConsoleSize consoleSize(int rows, int columns) {
    return rows > 0 && columns > 0 ? new ConsoleSize(rows, columns) : null;
  }

  private static Rlimit rlimit(ResourceLimit limit) {
    var type = "RLIMIT_" + limit.name().toUpperCase(Locale.ROOT);
    return new Rlimit(type, limit.soft(), limit.hard());
  }

  private Linux linux(SpecInput input) {
    var request = input.request();
    var security = SecurityChoice.of(request.security());
    var devices = DeviceAccess.of(request);
    var ids = request.namespaces().ids();
    return new Linux(
        NamespaceChoice.of(request.namespaces(), input.pidOf(), input.sandbox()),
        ids == null ? List.of() : ids.uids(),
        ids == null ? List.of() : ids.gids(),
        ids == null ? devices.nodes() : List.of(),
        CgroupPlace.of(request.cgroupParent(), input.id()),
        Limits.of(request.resources(), request.fixedLimits(), devices.rules()),
        DefaultPaths.masked(request.security()),
        DefaultPaths.readOnly(request.security()),
        sysctls(request),
        filters.of(security.filter(), CapabilitySet.of(request.security())).orElse(null),
        null,
        Map.of(),
        unlessEmpty(request.security().labels().mount()),
        null,
        null,
        null,
        Map.of());
  }

  private static @Nullable String unlessEmpty(String label) {
    return label.isEmpty() ? null : label;
  }

  /**
   * Whoever runs in a network namespace of its own may use all of it: Docker's choice since version
   * 20.10.
   */
  private static Map<String, String> sysctls(ContainerRequest request) {
    var sysctls = new TreeMap<String, String>();
    if (hasOwnNetwork(request)) {
      sysctls.put("net.ipv4.ip_unprivileged_port_start", "0");
      sysctls.put("net.ipv4.ping_group_range", "0 " + lastGroup(request.namespaces().ids()));
    }
    sysctls.putAll(request.sysctls());
    return sysctls;
  }

  /** The kernel takes no group here that is none in the user namespace. */
  private static long lastGroup(@Nullable IdMap ids) {
    return ids == null ? Integer.MAX_VALUE : Math.max(ids.groupsFromZero() - 1, 0);
  }

  private static boolean hasOwnNetwork(ContainerRequest request) {
    var network = request.namespaces().network();
    return network instanceof NamespaceMode.Private || network instanceof NamespaceMode.OnNetwork;
  }
}
