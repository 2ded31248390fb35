package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Four who want everything, and one who wants to answer in time. */
@EndToEnd
class FourHogsTest {
  private static final int SECONDS = 4;
  private static final double TWICE = 2;

  /** An attempt more, for other people's work on the same machine. */
  private static final int ATTEMPTS = 2;

  /**
   * Answers a question again and again for some seconds: starts a program, writes a file of a page,
   * reads it, and sleeps. Prints how many answers there were.
   */
  private static final String ANSWER =
      """
      end=$(($(date +%%s) + %d)); n=0
      while [ $(date +%%s) -lt $end ]; do
        echo question > /dev/shm/q; read x < /dev/shm/q; usleep 10000; n=$((n + 1))
      done
      echo $n
      """
          .formatted(SECONDS);

  @Test
  @DisplayName(
      "G37: beside hogs of processor, memory, disk and processes one answers at half speed at least")
  void fourHogsDoNotStopTheFifth() {
    try (var box = new Box()) {
      box.start("victim", "", "sleep 999");
      double slower = Double.MAX_VALUE;
      for (int i = 0; i < ATTEMPTS && slower > TWICE; i++) {
        double quiet = milliseconds(box);
        start(box);
        double crowded = milliseconds(box);
        stop(box);
        slower = crowded / quiet;
      }
      assertThat(slower).as("slower").isLessThanOrEqualTo(TWICE);
    }
  }

  /** Nothing but limits that anybody would give, and defaults. */
  private static void start(Box box) {
    box.start("cpu", "", "while :; do :; done & while :; do :; done & while :; do :; done");
    box.start("memory", "-m 64m", "while :; do tail /dev/zero; done 2>/dev/null");
    box.start(
        "disk",
        "-m 64m -v " + box.folder() + ":/home",
        "while :; do dd if=/dev/zero of=/home/x bs=1M count=32 conv=fsync 2>/dev/null; done");
    box.start(
        "processes", "--pids-limit 100 --restart always", "f() { f | f & f; }; f 2>/dev/null");
  }

  private static void stop(Box box) {
    for (var name : new String[] {"cpu", "memory", "disk", "processes"}) {
      assertThat(box.inspect(name, "{{.State.Status}}")).as(name).isIn("running", "restarting");
      box.jug().run("rm", "-f", name).ok();
    }
    Jug.eventually(() -> assertThat(box.jug().run("ps", "-q").text()).hasLineCount(1));
  }

  /** How long an answer takes. */
  private static double milliseconds(Box box) {
    var answers = box.jug().run("exec", "victim", "sh", "-c", ANSWER).text();
    return SECONDS * 1000.0 / Integer.parseInt(answers);
  }
}
