package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.oci.runtime.Process;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The last chapter, the same for a container's first process and for one that is run inside it:
 * limits, user, rights, working directory, Landlock, filter, exec. Rights fall step by step; the
 * filter comes last, so it need not allow what only the set-up does.
 */
final class ProcessSteps {
  private static final int DEFAULT_UMASK = 022;
  private static final int PATH_ROOM = 4096;
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Arg EXECUTABLE = flags(1, "X_OK");
  private static final Arg EFFECTIVE = flags(0x200, "AT_EACCESS");
  private static final Arg CLOSE_ON_EXEC = flags(4, "CLOSE_RANGE_CLOEXEC");

  private final PlanBuilder plan;
  private final Process process;
  private final CredentialSteps credentials;
  private final BirthSteps birth;
  private final AnswerSteps answers;
  private final LabelSteps labels;
  private final LandlockSteps landlock;

  ProcessSteps(
      PlanBuilder plan,
      Process process,
      CredentialSteps credentials,
      BirthSteps birth,
      AnswerSteps answers,
      LabelSteps labels,
      LandlockSteps landlock) {
    this.plan = plan;
    this.process = process;
    this.credentials = credentials;
    this.birth = birth;
    this.answers = answers;
    this.labels = labels;
    this.landlock = landlock;
  }

  /** What can be done before a created container is started. */
  void prepare(boolean filterFollows) {
    new SchedulingSteps(plan).set(process);
    Limits.write(plan, process.rlimits());
    landlock.prepare();
    credentials.apply(filterFollows || landlock.isOn());
    workingDirectory();
    command();
  }

  /**
   * Writes the rest of the chapter.
   *
   * @param filter compiled seccomp filter, empty for none
   * @param streams what of the launcher's descriptors the process keeps
   * @param init whether a reaper goes in front
   * @param terminal how the process takes control of its terminal, empty if it has none
   */
  void run(
      Optional<Filter> filter,
      StreamSteps streams,
      boolean init,
      Optional<TerminalSteps> terminal) {
    plan.because("no descriptor of ours stays open over exec (CVE-2024-21626)");
    plan.call(Call.CLOSE_RANGE, num(3), flags(0xffffffffL, "~0"), CLOSE_ON_EXEC);
    streams.pass();
    labels.set();
    landlock.enter();
    filter.ifPresent(this::load);
    if (filter.isPresent() || landlock.isOn()) {
      credentials.afterFilter();
    }
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

  private void load(Filter filter) {
    var load = filter.load(plan);
    if (filter.notifies()) {
      birth.handOver(listener(load));
    } else if (filter.answer().isPresent()) {
      answers.handOver(listener(load));
    }
  }

  private Slot listener(Op load) {
    var listener = plan.slot("listener");
    load.into(listener);
    return listener;
  }

  /** A command that is not there is an error of create, not of start: callers look for it there. */
  private void command() {
    if (!birth.gated()) {
      return;
    }
    plan.because("process.args");
    var found = plan.label();
    var candidates = candidates();
    for (var candidate : candidates.subList(0, candidates.size() - 1)) {
      var next = plan.label();
      access(candidate).orGoTo(next);
      plan.goTo(found);
      plan.place(next);
    }
    access(candidates.getLast()).findsCommand();
    plan.place(found);
  }

  private Op access(String candidate) {
    return plan.call(Call.FACCESSAT2, Flag.CWD, plan.text(candidate), EXECUTABLE, EFFECTIVE);
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
}
