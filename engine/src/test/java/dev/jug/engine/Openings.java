package dev.jug.engine;

import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.UserMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** For each attack, what opens the fence in its way: an option that a user could give. */
final class Openings {
  private static final NamespaceMode OWN = new NamespaceMode.Private();
  private static final NamespaceMode HOST = new NamespaceMode.Host();

  private Openings() {}

  /**
   * How a fence is opened.
   *
   * @param reason why that cannot be done here, empty if it can
   * @param change what opens it
   */
  record Opening(String reason, UnaryOperator<ContainerRequestBuilder> change) {
    boolean isPossible() {
      return reason.isEmpty();
    }

    ContainerRequestBuilder open(ContainerRequestBuilder container) {
      return change.apply(container);
    }
  }

  static Opening of(String attack, Path directory) {
    return switch (attack) {
      case "shocker" -> capabilities("DAC_READ_SEARCH");
      case "self-exe", "self-exe-seals" -> never("no option takes the seal off the launcher");
      case "leaked-fd" -> never("no option leaks one: aDescriptorThatLeaksIsFound");
      case "chroot" -> never("no option leaves out pivot_root: aRootOfChrootAloneIsClimbedOutOf");
      case "cwd" -> bound(directory.resolve("r"));
      case "core-pattern" -> options("systempaths=unconfined");
      case "uevent-helper" -> onlyWith("/sys/kernel/uevent_helper", privileged());
      case "sysrq" -> onlyWith("/proc/sysrq-trigger", options("systempaths=unconfined"));
      case "kcore" -> onlyWith("/proc/kcore", privileged());
      case "release-agent" ->
          onlyWith("/sys/fs/cgroup/devices", and(capabilities("SYS_ADMIN"), hostCgroups()));
      case "cgroup-write" -> privileged();
      case "io-ports" -> onlyWith("/dev/port", privileged());
      case "dev-mem" -> onlyWith("/dev/mem", privileged());
      case "remount", "mount-proc", "fsopen" -> capabilities("SYS_ADMIN");
      case "mount-sys" -> and(capabilities("SYS_ADMIN"), network());
      case "clock", "settime" -> capabilities("SYS_TIME");
      case "disk" -> onlyWith("/sys/block/loop0", device("b 7:0 r"));
      case "kmsg" -> and(device("c 1:11 r"), capabilities("SYSLOG"));
      case "dmesg" -> capabilities("SYSLOG");
      case "module" -> onlyWith("/proc/modules", capabilities("SYS_MODULE"));
      case "bpf" -> capabilities("BPF");
      case "perf" -> capabilities("PERFMON");
      case "userfaultfd", "io-uring", "keyring", "add-key", "userns", "userns-clone" ->
          options("seccomp=unconfined");
      case "priority" -> capabilities("SYS_NICE");
      case "oom-score" -> held("SYS_RESOURCE");
      case "kill", "ptrace" -> processes();
      case "host-root", "host-environ" -> and(processes(), capabilities("SYS_PTRACE"));
      case "setns" -> and(processes(), capabilities("SYS_PTRACE", "SYS_ADMIN", "SYS_CHROOT"));
      case "abstract-socket" -> network();
      case "engine-socket" -> bound(directory.resolve("r"));
      case "arp-spoof", "ip-spoof", "dns-spoof" -> never("on networks: NeighbourAttackTest");
      case "copy-out-race", "copy-in-race" -> bound(directory.resolve("r"));
      case "subpath-race" -> never("no option has links followed: RacesTest");
      case "log-flood" ->
          possible(c -> c.log(new LogConfig("json-file", Map.of("max-size", "1g"))));
      case "inodes" -> possible(Openings::manyFiles);
      case "descriptors" ->
          possible(c -> c.limits(List.of(new ResourceLimit("nofile", 4096, 4096))));
      case "fork-bomb" -> possible(c -> c.resources(ResourceOptions.ofPids(-1)));
      default -> throw new AssertionError("nothing opens the fence before " + attack);
    };
  }

  private static Opening possible(UnaryOperator<ContainerRequestBuilder> change) {
    return new Opening("", change);
  }

  private static ContainerRequestBuilder manyFiles(ContainerRequestBuilder container) {
    var limit = Map.of("size", "16m", "inodes", "4000");
    return container.storage(new StorageBuilder().limit(limit).build());
  }

  private static Opening never(String reason) {
    return new Opening(reason, UnaryOperator.identity());
  }

  private static Opening onlyWith(String path, Opening opening) {
    return Files.exists(Path.of(path)) ? opening : never("this kernel has no " + path);
  }

  /** What the engine itself lacks it cannot give. */
  private static Opening held(String capability) {
    return never("tests run without CAP_" + capability);
  }

  private static Opening and(Opening first, Opening second) {
    return possible(container -> second.open(first.open(container)));
  }

  private static Opening capabilities(String... names) {
    return possible(container ->
        container.security(
            new SecurityOptions(List.of(names), List.of(), false, false, List.of())));
  }

  private static Opening options(String... options) {
    return possible(container ->
        container.security(
            new SecurityOptions(List.of(), List.of(), false, false, List.of(options))));
  }

  private static Opening privileged() {
    return possible(container ->
        container.security(new SecurityOptions(List.of(), List.of(), true, false, List.of())));
  }

  private static Opening device(String rule) {
    return possible(container -> container.deviceRules(List.of(rule)));
  }

  private static Opening bound(Path directory) {
    return possible(container ->
        container.storage(new StorageBuilder().line(directory + ":" + directory).build()));
  }

  private static Opening processes() {
    return shared(new NamespaceOptions(HOST, OWN, OWN, OWN, new UserMode.Unsaid(), OWN));
  }

  private static Opening network() {
    return shared(new NamespaceOptions(OWN, OWN, OWN, HOST, new UserMode.Unsaid(), OWN));
  }

  private static Opening hostCgroups() {
    return shared(new NamespaceOptions(OWN, OWN, OWN, OWN, new UserMode.Unsaid(), HOST));
  }

  private static Opening shared(NamespaceOptions namespaces) {
    return possible(container -> container.namespaces(namespaces));
  }
}
