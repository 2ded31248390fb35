package dev.jug.engine.audit;

import static dev.jug.engine.audit.Risk.Level.CRITICAL;
import static dev.jug.engine.audit.Risk.Level.HIGH;
import static dev.jug.engine.audit.Risk.Level.LOW;
import static dev.jug.engine.audit.Risk.Level.MEDIUM;

import dev.jug.engine.audit.Risk.Level;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.linux.cap.Capability;
import java.util.ArrayList;
import java.util.List;

/** What each capability that was added gives (capabilities(7)). */
final class CapabilityRisks {
  /**
   * What one gives.
   *
   * @param level how bad
   * @param why in words
   */
  private record Gift(Level level, String why) {}

  private CapabilityRisks() {}

  /**
   * What was added.
   *
   * @param mapped whether capabilities count in a user namespace only
   */
  static List<Risk> of(SecurityOptions security, boolean mapped) {
    return mapped && !security.capAdd().isEmpty() ? List.of(inNamespace(security)) : of(security);
  }

  private static Risk inNamespace(SecurityOptions security) {
    return new Risk(
        LOW,
        "--cap-add " + String.join(",", security.capAdd()),
        "counts in its own user namespace only, but reaches code of the kernel that others do not",
        "leave out what it does not need");
  }

  private static List<Risk> of(SecurityOptions security) {
    var risks = new ArrayList<Risk>();
    for (var name : security.capAdd()) {
      if (name.equalsIgnoreCase("ALL")) {
        risks.add(
            new Risk(
                CRITICAL,
                "--cap-add ALL",
                "every capability: CAP_SYS_ADMIN alone is root on the host",
                "--cap-drop ALL and --cap-add what it needs"));
      } else {
        Capability.parse(name).ifPresent(capability -> risks.add(added(capability)));
      }
    }
    return risks;
  }

  private static Risk added(Capability capability) {
    var gift = gift(capability);
    return new Risk(
        gift.level(),
        "--cap-add " + capability.name(),
        gift.why(),
        "leave out --cap-add " + capability.name());
  }

  private static Gift gift(Capability capability) {
    return switch (capability) {
      case SYS_ADMIN ->
          new Gift(
              CRITICAL,
              "mounts: a proc of its own without masks, whose core_pattern the host's kernel runs");
      case SYS_MODULE -> new Gift(CRITICAL, "loads code into the kernel");
      case SYS_RAWIO -> new Gift(CRITICAL, "reads and writes the machine's memory and ports");
      case DAC_READ_SEARCH ->
          new Gift(CRITICAL, "opens any file of the host by its handle (shocker)");
      case BPF -> new Gift(HIGH, "loads programs into the kernel that see all containers");
      case SYS_PTRACE -> new Gift(HIGH, "reads the memory of every process it can see");
      case PERFMON -> new Gift(HIGH, "measures all processes of the machine");
      case SYS_BOOT -> new Gift(HIGH, "loads another kernel");
      case SYS_TIME -> new Gift(HIGH, "sets the clock of the host and of all containers");
      case MAC_ADMIN, MAC_OVERRIDE -> new Gift(HIGH, "changes or ignores the policy of a module");
      case NET_ADMIN ->
          new Gift(
              MEDIUM,
              "changes addresses, routes and rules of its network, and listens to all of it");
      case SYSLOG -> new Gift(MEDIUM, "reads the host's kernel log, with addresses of the kernel");
      case SYS_RESOURCE -> new Gift(MEDIUM, "raises its own limits, and uses reserved disk space");
      case CHECKPOINT_RESTORE ->
          new Gift(MEDIUM, "chooses process ids, and sees others' memory maps");
      case AUDIT_CONTROL, AUDIT_READ -> new Gift(MEDIUM, "reads or silences the host's audit log");
      case SYS_NICE -> new Gift(MEDIUM, "runs before everybody else");
      case IPC_LOCK -> new Gift(LOW, "keeps memory from being swapped");
      default -> new Gift(LOW, "a right that containers do not have otherwise");
    };
  }
}
