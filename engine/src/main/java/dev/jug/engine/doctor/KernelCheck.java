package dev.jug.engine.doctor;

import dev.jug.linux.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The kernel's version, and the calls that came with it. */
final class KernelCheck implements Check {
  /**
   * What an older kernel does not have.
   *
   * @param major first number of the version that has it
   * @param minor second number
   * @param means what is not there before
   */
  private record Newer(int major, int minor, String means) {}

  private static final List<Newer> NEWER =
      List.of(
          new Newer(5, 14, "groups are killed process by process (no cgroup.kill)"),
          new Newer(5, 19, "seccomp's agents can be interrupted in the middle of a call"),
          new Newer(6, 12, "layers are unpacked into folders, not mounted as files (EROFS)"),
          new Newer(
              6, 13, "--userns with images does not start: overlayfs takes no mapped layers"));

  @Override
  public String area() {
    return "kernel";
  }

  @Override
  public List<Row> look(Machine machine) {
    var rows = new ArrayList<Row>();
    var release = machine.release();
    if (!machine.isAtLeast(5, 13)) {
      rows.add(
          Row.wrong(
              "version",
              "Linux " + release,
              "containers do not start",
              "Linux 5.13 or newer; every Debian since 12 has one"));
    } else {
      rows.add(Row.ok("version", "Linux " + release));
      NEWER.stream()
          .filter(newer -> !machine.isAtLeast(newer.major(), newer.minor()))
          .map(KernelCheck::older)
          .forEach(rows::add);
    }
    rows.add(calls(machine.kernel().missingCalls()));
    return rows;
  }

  private static Row older(Newer newer) {
    return Row.note(
        "before %d.%d".formatted(newer.major(), newer.minor()),
        "an older kernel",
        newer.means(),
        "a newer kernel, such as the one of Debian's backports");
  }

  private static Row calls(List<Call> missing) {
    return missing.isEmpty()
        ? Row.ok("system calls", "clone3, openat2, pidfd_open, mount_setattr and the like")
        : Row.wrong(
            "system calls",
            "refused with ENOSYS: "
                + missing.stream().map(Call::toString).collect(Collectors.joining(", ")),
            "containers do not start",
            "a newer kernel; in a container or sandbox: a seccomp filter that lets them through");
  }
}
