package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.oci.runtime.Process;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The last chapter, the same for a container's first process and for one that is run inside it:
 * limits, user, rights, working directory, filter, exec. Rights fall step by step; the filter comes
 * last, so it need not allow what only the set-up does.
 */
final class ProcessSteps {
  private static final int DEFAULT_UMASK = 022;
  private static final int PATH_ROOM = 4096;
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Arg CLOSE_ON_EXEC = flags(4, "CLOSE_RANGE_CLOEXEC");

  private final PlanBuilder plan;
  private final Process process;
  private final CredentialSteps credentials;

  ProcessSteps(PlanBuilder plan, Process process, CredentialSteps credentials) {
    this.plan = plan;
    this.process = process;
    this.credentials = credentials;
  }

  /**
   * Writes the chapter.
   *
   * @param filter compiled seccomp filter, empty for none
   * @param init whether a reaper goes in front
   * @param terminal how the process takes control of its terminal, empty if it has none
   */
  void run(Optional<Filter> filter, boolean init, Optional<TerminalSteps> terminal) {
    Limits.write(plan, process.rlimits());
    credentials.apply(filter.isPresent());
    workingDirectory();
    plan.because("no descriptor of ours stays open over exec (CVE-2024-21626)");
    plan.call(Call.CLOSE_RANGE, num(3), flags(0xffffffffL, "~0"), CLOSE_ON_EXEC);
    filter.ifPresent(f -> {
      f.load(plan);
      credentials.afterFilter();
    });
    if (init) {
      plan.because("init: a reaper as process 1");
      plan.init();
    }
    if (init || terminal.isPresent()) {
      plan.because("process: a session of its own");
      plan.call(Call.SETSID).accept(Errno.EPERM);
    }
    terminal.ifPresent(TerminalSteps::control);
    plan.because("process.args");
    plan.exec(candidates(), process.args(), process.env());
  }

  /**
   * After the root changed, and checked: a working directory outside of the root would be a way
   * out.
   */
  private void workingDirectory() {
    plan.because("process.user.umask");
    int umask = Objects.requireNonNullElse(process.user().umask(), DEFAULT_UMASK);
    plan.call(Call.UMASK, mode(umask));
    plan.because("process.cwd: " + process.cwd());
    plan.call(Call.CHDIR, plan.text(process.cwd()))
        .hint(
            "the working directory must exist and user "
                + process.user().uid()
                + " must be able to enter it");
    plan.because("process.cwd: must be inside the container (CVE-2024-21626)");
    var path = Block.room(PATH_ROOM, "path");
    plan.call(Call.GETCWD, Arg.at(path), num(PATH_ROOM));
    plan.expect(path, 0xff, '/', Errno.ENOENT)
        .hint("the working directory lies outside of the container's root");
  }

  /**
   * Where the program may be: as it is if it has a slash, else in each directory of the container's
   * PATH.
   */
  private List<String> candidates() {
    var program = process.args().getFirst();
    if (program.contains("/")) {
      return List.of(program);
    }
    var path =
        process.env().stream()
            .filter(e -> e.startsWith("PATH="))
            .map(e -> e.substring("PATH=".length()))
            .reduce((_, last) -> last)
            .orElse(DEFAULT_PATH);
    return Arrays.stream(path.split(":"))
        .map(directory -> directory.isEmpty() ? "./" + program : directory + "/" + program)
        .toList();
  }

  /** Hands the standard streams to the process's user, so that it can open /dev/stdout again. */
  void ownStreams(boolean stdin) {
    long uid = process.user().uid();
    if (uid == 0) {
      return;
    }
    plan.because("process.user: owns its standard streams");
    for (int stream = stdin ? 0 : 1; stream <= 2; stream++) {
      plan.call(Call.FCHOWN, num(stream), num(uid), flags(-1, "-1")).accept();
    }
  }
}
