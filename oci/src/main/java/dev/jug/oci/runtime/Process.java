package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs in the container (config.md, "Process").
 *
 * @param terminal whether the process gets a pseudo-terminal
 * @param consoleSize the terminal's first size, null for the kernel's default
 * @param user who it runs as
 * @param args the program and its arguments, at least one
 * @param env {@code NAME=VALUE} strings
 * @param cwd absolute working directory inside the container
 * @param capabilities the five capability sets; null leaves none at all
 * @param rlimits resource limits of setrlimit(2)
 * @param noNewPrivileges whether exec may not add privileges (prctl(2), PR_SET_NO_NEW_PRIVS)
 * @param oomScoreAdj −1000 … 1000 for /proc/PID/oom_score_adj, null to inherit
 * @param apparmorProfile profile to change to at exec, null for none
 * @param selinuxLabel label to change to at exec, null for none
 * @param scheduler how it is scheduled, null to inherit
 * @param ioPriority how its I/O is ordered, null to inherit
 * @param execCPUAffinity processors of a process that is run inside a container, null to inherit
 */
public record Process(
    boolean terminal,
    @Nullable ConsoleSize consoleSize,
    User user,
    List<String> args,
    List<String> env,
    String cwd,
    @Nullable Capabilities capabilities,
    List<Rlimit> rlimits,
    boolean noNewPrivileges,
    @Nullable Integer oomScoreAdj,
    @Nullable String apparmorProfile,
    @Nullable String selinuxLabel,
    @Nullable Scheduler scheduler,
    @Nullable IoPriority ioPriority,
    @Nullable CpuAffinity execCPUAffinity) {
  public Process {
    user = user == null ? User.ROOT : user;
    args = Absent.empty(args);
    env = Absent.empty(env);
    rlimits = Absent.empty(rlimits);
  }

  /** A process that inherits how it is scheduled. */
  public Process(
      boolean terminal,
      @Nullable ConsoleSize consoleSize,
      User user,
      List<String> args,
      List<String> env,
      String cwd,
      @Nullable Capabilities capabilities,
      List<Rlimit> rlimits,
      boolean noNewPrivileges,
      @Nullable Integer oomScoreAdj,
      @Nullable String apparmorProfile,
      @Nullable String selinuxLabel) {
    this(
        terminal,
        consoleSize,
        user,
        args,
        env,
        cwd,
        capabilities,
        rlimits,
        noNewPrivileges,
        oomScoreAdj,
        apparmorProfile,
        selinuxLabel,
        null,
        null,
        null);
  }
}
