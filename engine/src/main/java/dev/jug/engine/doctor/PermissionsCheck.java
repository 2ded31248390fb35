package dev.jug.engine.doctor;

import dev.jug.linux.cap.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Whether whoever looks may do what an engine does (capabilities(7)). */
final class PermissionsCheck implements Check {
  /** Without any of these no container starts. */
  private static final List<Capability> NEEDED =
      List.of(
          Capability.SYS_ADMIN,
          Capability.NET_ADMIN,
          Capability.CHOWN,
          Capability.DAC_OVERRIDE,
          Capability.FOWNER,
          Capability.KILL,
          Capability.MKNOD,
          Capability.SETUID,
          Capability.SETGID,
          Capability.SETPCAP,
          Capability.SETFCAP,
          Capability.SYS_CHROOT,
          Capability.SYS_PTRACE);

  @Override
  public String area() {
    return "permissions";
  }

  @Override
  public List<Row> look(Machine machine) {
    var rows = new ArrayList<Row>();
    rows.add(user(machine.status("Uid").split("\\s+", 2)[0]));
    long held = capabilities(machine.status("CapEff"));
    var lacking = NEEDED.stream().filter(each -> (held & each.bit()) == 0).toList();
    rows.add(
        lacking.isEmpty()
            ? Row.ok("capabilities", "all that a start needs")
            : Row.wrong(
                "capabilities",
                "without " + names(lacking),
                "containers do not start",
                "run the engine as root, outside of other containers' fences"));
    if ((held & Capability.SYS_RESOURCE.bit()) == 0) {
      rows.add(
          Row.note(
              "CAP_SYS_RESOURCE",
              "not there",
              "--ulimit above the engine's own limits and --oom-score-adj below 0 are refused",
              "give it to whatever starts the engine"));
    }
    var others = others(held);
    if (!others.isEmpty()) {
      rows.add(
          Row.note(
              "for containers",
              "without " + names(others),
              "no container can be given these",
              "run the engine outside of other containers' fences, if they are wanted"));
    }
    return rows;
  }

  private static Row user(String uid) {
    return uid.equals("0")
        ? Row.ok("user", "root")
        : Row.wrong(
            "user",
            uid.isEmpty() ? "not known" : "uid " + uid,
            "an engine needs root; `jug` of other users reaches none",
            "sudo; for members of a group: the setting \"group\" (docs/configuration.md)");
  }

  private static long capabilities(String mask) {
    return mask.matches("[0-9a-f]{1,16}") ? Long.parseUnsignedLong(mask, 16) : 0;
  }

  /** A container has at most what the engine has. */
  private static List<Capability> others(long held) {
    return Arrays.stream(Capability.values())
        .filter(each -> (held & each.bit()) == 0)
        .filter(each -> each != Capability.SYS_RESOURCE && !NEEDED.contains(each))
        .toList();
  }

  private static String names(List<Capability> capabilities) {
    return capabilities.stream().map(Capability::toString).collect(Collectors.joining(", "));
  }
}
