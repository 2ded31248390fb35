package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Process;
import dev.jug.runtime.plan.PlanBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The security label that the process has once its program is executed. It is written to a file of
 * the host's procfs that was opened before anything of the container could be in the way
 * (CVE-2019-16884), as the last thing before the filter.
 */
final class LabelSteps {
  private static final String EXEC = "/proc/thread-self/attr/exec";
  private static final String APPARMOR = "/proc/thread-self/attr/apparmor/exec";

  private final PlanBuilder plan;
  private final Process process;
  private final Machine machine;

  LabelSteps(PlanBuilder plan, Process process, Machine machine) {
    this.plan = plan;
    this.process = process;
    this.machine = machine;
    check(process.apparmorProfile(), machine.apparmor(), "process.apparmorProfile", "AppArmor");
    check(process.selinuxLabel(), machine.selinux(), "process.selinuxLabel", "SELinux");
  }

  private static void check(@Nullable String label, boolean there, String field, String module) {
    if (is(label) && !there) {
      throw new InvalidSpecException(
          field
              + ": \""
              + label
              + "\" was asked for, but "
              + module
              + " is not enabled in this kernel");
    }
  }

  private static boolean is(@Nullable String label) {
    return label != null && !label.isEmpty();
  }

  /** In the child, while it sees the host's /proc. */
  void open() {
    file()
        .ifPresent(path -> {
          plan.because("process: where its security label is set");
          var label = plan.slot("label");
          plan.call(Call.OPENAT, Flag.CWD, plan.text(path), Flag.WRITE, Flag.ZERO).into(label);
          new ProcCheck(plan).on(label);
        });
  }

  private Optional<String> file() {
    if (is(process.apparmorProfile())) {
      return Optional.of(machine.apparmorOwnFile() ? APPARMOR : EXEC);
    }
    return is(process.selinuxLabel()) ? Optional.of(EXEC) : Optional.empty();
  }

  /** Right before the filter. */
  void set() {
    var profile = process.apparmorProfile();
    var label = process.selinuxLabel();
    if (is(profile)) {
      plan.because("process.apparmorProfile: " + profile);
      new FileSteps(plan)
          .put(plan.slot("label"), "exec " + profile)
          .hint("the profile must be loaded: see apparmor_parser(8)");
    } else if (label != null && is(label)) {
      plan.because("process.selinuxLabel: " + label);
      new FileSteps(plan)
          .put(plan.slot("label"), label)
          .hint("the policy must know the label: see selinux(8)");
    }
    if (file().isPresent()) {
      plan.call(Call.CLOSE, var(plan.slot("label")));
    }
  }
}
