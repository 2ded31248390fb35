package dev.jug.engine.doctor;

import dev.jug.engine.apparmor.AppArmor;
import dev.jug.engine.selinux.SelinuxHost;
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
    var active = machine.text("sys/kernel/security/lsm");
    if (active.isEmpty()) {
      return Row.ok("Landlock", "not known: securityfs is not mounted");
    }
    return Row.ok(
        "Landlock",
        active.get().contains("landlock")
            ? "programs in containers may use it"
            : "not active; nothing of Jug needs it");
  }
}
