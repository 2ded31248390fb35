package dev.jug.engine.lab;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.HeldPlan;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A group that stands still, and what a kill does to it meanwhile. */
final class FreezerController implements Controller {
  private static final long LOOK_MILLIS = 200;
  private static final int ATTEMPTS = 200;
  private static final long SHORT_MILLIS = 10;

  @Override
  public String name() {
    return "freezer";
  }

  /** Each group of version 2 can be frozen. */
  @Override
  public String unifiedName() {
    return "";
  }

  @Override
  public String what() {
    return "a group that stands still: no time passes for it, and a kill waits or does not";
  }

  @Override
  public Resources limits() {
    return Resources.NONE;
  }

  @Override
  public void work(HeldPlan held) {
    Births.forkAndTell(held);
    Spin.write(held.steps());
    held.steps().exit(0);
  }

  @Override
  public LabStep limited(Meeting meeting) {
    return new LabStep(
        "a group",
        "mkdir " + meeting.files().group(),
        "mkdirat(2)",
        meeting.files().shown("freezer.state", "cgroup.freeze"));
  }

  @Override
  public void follow(Meeting meeting) throws IOException {
    meeting.process().go();
    var child = Births.born(meeting.process());
    meeting.process().go();
    meeting.saw(
        new LabStep(
            "a process that never rests",
            "cat /dev/zero > /dev/null &",
            "clone3(2); readv(2) of zeros, again and again",
            running(child)));
    try {
      freeze(meeting, child);
      kill(meeting, child);
    } finally {
      switchTo(meeting.files(), false);
    }
    meeting.saw(
        new LabStep(
            "it goes on",
            command(meeting.files(), false),
            "openat(2), write(2); wait4(2) by its parent, which goes on too",
            "process %d was ended by signal %d"
                .formatted(child.pid(), meeting.process().hear() & 0x7f)));
  }

  private static void freeze(Meeting meeting, Seen child) throws IOException {
    var files = meeting.files();
    switchTo(files, true);
    for (int i = 0; i < ATTEMPTS && !isFrozen(files); i++) {
      Meeting.pause(SHORT_MILLIS);
      switchTo(files, true);
    }
    meeting.saw(
        new LabStep(
            "it is frozen",
            command(files, true),
            "openat(2), write(2)",
            files.shown("freezer.state", "cgroup.events"),
            "/proc/%d/status: %s".formatted(child.pid(), child.status("State")),
            running(child)));
  }

  private static boolean isFrozen(ControllerFiles files) {
    var text = files.shown("freezer.state", "cgroup.events");
    return text.endsWith("FROZEN") || text.contains("frozen 1");
  }

  private static void kill(Meeting meeting, Seen child) throws IOException {
    ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
    Meeting.pause(LOOK_MILLIS);
    meeting.saw(
        new LabStep(
            "it is killed meanwhile",
            "kill -9 " + child.pid(),
            "kill(2)",
            "/proc/%d/status: %s".formatted(child.pid(), child.status("State")),
            meeting.files().legacy()
                ? "version 1: the signal waits until it goes on"
                : "version 2: it dies frozen; its parent stands still and has not asked for it"));
  }

  private static String running(Seen process) throws IOException {
    long before = process.ran();
    Meeting.pause(LOOK_MILLIS);
    long ran = TimeUnit.NANOSECONDS.toMillis(process.ran() - before);
    return "/proc/%d/schedstat: ran %d ms of %d".formatted(process.pid(), ran, LOOK_MILLIS);
  }

  private static String command(ControllerFiles files, boolean frozen) {
    return "echo " + word(files, frozen) + " > " + files.file("freezer.state", "cgroup.freeze");
  }

  private static void switchTo(ControllerFiles files, boolean frozen) throws IOException {
    files.write(files.file("freezer.state", "cgroup.freeze"), word(files, frozen));
  }

  private static String word(ControllerFiles files, boolean frozen) {
    if (files.legacy()) {
      return frozen ? "FROZEN" : "THAWED";
    }
    return frozen ? "1" : "0";
  }
}
