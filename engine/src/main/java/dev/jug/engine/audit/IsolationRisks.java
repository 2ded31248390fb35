package dev.jug.engine.audit;

import static dev.jug.engine.audit.Risk.Level.CRITICAL;
import static dev.jug.engine.audit.Risk.Level.HIGH;
import static dev.jug.engine.audit.Risk.Level.LOW;
import static dev.jug.engine.audit.Risk.Level.MEDIUM;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.SecurityOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fences that were taken away, or were never put up. */
final class IsolationRisks {
  private IsolationRisks() {}

  static List<Risk> of(ContainerRequest request) {
    var risks = new ArrayList<Risk>();
    privileges(request.security(), request.namespaces().ids() != null, risks);
    namespaces(request.namespaces(), risks);
    user(request.process().user(), request.namespaces().ids(), risks);
    if (!request.security().readOnly()) {
      risks.add(
          new Risk(
              LOW,
              "writable root",
              "whoever gets in can leave programs in it",
              "--read-only, and --tmpfs or -v where it writes"));
    }
    return risks;
  }

  /**
   * What is wrong with what it may do.
   *
   * @param mapped whether root of the container is nobody to the kernel's own files
   */
  private static void privileges(SecurityOptions security, boolean mapped, List<Risk> risks) {
    if (security.privileged()) {
      risks.add(
          new Risk(
              CRITICAL,
              "--privileged",
              "all capabilities and devices, no filter, nothing masked: root on the host",
              "leave it out; --cap-add and --device for the one thing that fails without"));
    }
    if (has(security, "seccomp", "unconfined")) {
      risks.add(
          new Risk(
              HIGH,
              "--security-opt seccomp=unconfined",
              "user namespaces, keyrings, io_uring, userfaultfd: where most kernel exploits begin",
              "the built-in filter, or --security-opt seccomp=FILE with the one call added"));
    }
    if (has(security, "systempaths", "unconfined") && !mapped) {
      risks.add(
          new Risk(
              CRITICAL,
              "--security-opt systempaths=unconfined",
              "/proc/sys is writable: core_pattern names a program that the host's kernel runs",
              "leave it out; --sysctl for settings of its own namespaces"));
    }
    boolean on =
        security.options().stream()
            .anyMatch(each -> each.startsWith("no-new-privileges") && !each.endsWith("false"));
    if (!on) {
      risks.add(
          new Risk(
              LOW,
              "no-new-privileges is off",
              "a setuid program in the image makes any user root in the container",
              "--security-opt no-new-privileges"));
    }
  }

  private static boolean has(SecurityOptions security, String key, String value) {
    return security.values(key).contains(value);
  }

  private static void namespaces(NamespaceOptions spaces, List<Risk> risks) {
    shared(
        spaces.pid(),
        new Risk(
            HIGH,
            "--pid host",
            "sees and kills the host's processes; with CAP_SYS_PTRACE reads their memory and files",
            "--pid container:NAME, to look at one"),
        risks);
    shared(
        spaces.network(),
        new Risk(
            HIGH,
            "--network host",
            "reaches what listens on the host's loopback, and sockets without a file",
            "-p for the ports that it serves"),
        risks);
    shared(
        spaces.ipc(),
        new Risk(
            MEDIUM,
            "--ipc host",
            "reads and writes shared memory of the host's programs",
            "--ipc container:NAME"),
        risks);
    shared(
        spaces.cgroup(),
        new Risk(
            MEDIUM,
            "--cgroupns host",
            "sees the host's groups; with CAP_SYS_ADMIN writes release_agent (CVE-2022-0492)",
            "leave it out"),
        risks);
    shared(
        spaces.uts(),
        new Risk(
            LOW,
            "--uts host",
            "knows the host's name, and sets it with CAP_SYS_ADMIN",
            "leave it out"),
        risks);
  }

  private static void shared(NamespaceMode mode, Risk risk, List<Risk> risks) {
    if (mode instanceof NamespaceMode.Host) {
      risks.add(risk);
    }
  }

  private static void user(@Nullable String user, @Nullable IdMap ids, List<Risk> risks) {
    if (ids != null) {
      mapped(ids, risks);
      return;
    }
    var name = Objects.requireNonNullElse(user, "").split(":", 2)[0];
    if (name.isEmpty() || name.equals("0") || name.equals("root")) {
      risks.add(
          new Risk(
              MEDIUM,
              "runs as root",
              "its root is the host's root, held back by capabilities and filter alone",
              "-u 1000, or USER in the Dockerfile; --userns auto, which makes it nobody"));
    } else {
      risks.add(
          new Risk(
              LOW,
              "no user namespace",
              "whoever gets out of it is user " + name + " of the machine",
              "--userns auto, or userns-remap for all"));
    }
  }

  private static void mapped(IdMap ids, List<Risk> risks) {
    if (ids.hasRoot()) {
      risks.add(
          new Risk(
              HIGH,
              "--userns with host id 0",
              "one of its users is the host's root, whose files are that user's",
              "--userns auto, or a map without 0 in the middle"));
    }
  }
}
