package dev.jug.engine.doctor;

import dev.jug.engine.apparmor.AppArmor;
import dev.jug.engine.selinux.SelinuxHost;
import dev.jug.linux.landlock.Landlock;
import java.util.List;

/** AppArmor, SELinux, Landlock. */
final class SecurityModulesCheck implements Check {
  @Override
  public String area() {
    return "security modules";
  }

  @Override
  public List<Row> look(Machine machine) {
    return List.of(appArmor(machine), selinux(machine), landlock(machine));
  }

  private static Row appArmor(Machine machine) {
    var here = AppArmor.of(machine.root());
    if (!here.isActive()) {
      return Row.ok("AppArmor", "not active: containers have no profile");
    }
    return here.isOn()
        ? Row.ok("AppArmor", "active: containers have the profile jug-default")
        : Row.note(
            "AppArmor",
            "active, but apparmor_parser is not installed",
            "containers have no profile",
            "apt-get install apparmor");
  }

  private static Row selinux(Machine machine) {
    var here = SelinuxHost.of(machine.root(), _ -> false);
    if (!here.isActive()) {
      return Row.ok("SELinux", "not active: containers have no label");
    }
    boolean enforces = machine.text("sys/fs/selinux/enforce").orElse("0").equals("1");
    return enforces
        ? Row.ok("SELinux", "active: containers have labels, binds may need :z")
        : Row.note(
            "SELinux",
            "permissive",
            "what the policy forbids is logged, not refused",
            "setenforce 1");
  }

  private static Row landlock(Machine machine) {
    int version = machine.kernel().landlock();
    if (version == Landlock.NONE) {
      return Row.ok("Landlock", "not active: --security-opt landlock is refused");
    }
    var kinds =
        version >= Landlock.SCOPES
            ? "files, ports and signals"
            : version >= Landlock.PORTS ? "files and ports" : "files";
    return Row.ok(
        "Landlock", "version %d: policies for %s may be asked for".formatted(version, kinds));
  }
}
