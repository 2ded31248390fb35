package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Profiles of what a program needs, learned from a run of it. */
@EndToEnd
class ProfileLearnTest {
  private static final String WORK = "echo hi; ls /proc/self/status; sleep 0.1";

  private static Box box;

  @BeforeAll
  static void open() {
    box = new Box();
  }

  @AfterEach
  void empty() {
    box.removeAll();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  private static Path profile() {
    return box.folder().resolve("profile.json");
  }

  private static Result learn(String options, String script) {
    var words = new ArrayList<>(List.of("profile", "learn", "-o", profile().toString()));
    words.addAll(List.of((options + " --rootfs " + BusyboxRootfs.shared()).strip().split(" +")));
    words.addAll(List.of("sh", "-c", script));
    return box.jug().run(words.toArray(String[]::new));
  }

  /** Other than a box's, on a network. */
  private static Result run(String options, String script) {
    var words = new ArrayList<>(List.of("run", "--rm"));
    words.addAll(List.of((options + " --rootfs " + BusyboxRootfs.shared()).split(" +")));
    words.addAll(List.of("sh", "-c", script));
    return box.jug().run(words.toArray(String[]::new));
  }

  /** The last line is what to say from now on. */
  private static String options(Result learned) {
    return learned.err().lines().reduce("", (_, line) -> line);
  }

  @Test
  @DisplayName("G11: under what was learned the same program runs, and another does not")
  void whatWasLearnedIsEnough() {
    var learned = learn("--network none", WORK + "; exit 3");

    assertThat(learned.code()).isEqualTo(3);
    assertThat(learned.out()).isEqualTo("hi\n/proc/self/status\n");
    assertThat(learned.err()).contains("system calls, of ");
    var options = options(learned);
    assertThat(options).startsWith("--security-opt seccomp=" + profile() + " --cap-drop ALL");
    assertThat(box.run(options, WORK).text()).isEqualTo("hi\n/proc/self/status");
    assertThat(box.run(options, "mkdir /dev/shm/d").err()).contains("Operation not permitted");
    assertThat(box.run(options, "chown 5 /dev/shm").err()).contains("Operation not permitted");
  }

  @Test
  @DisplayName("G11: capabilities are those that were used, and those whose use is not seen")
  void capabilitiesThatWereUsed() {
    var learned = learn("--network none", "chown 5 /dev/shm; chroot / true");

    assertThat(learned.err())
        .containsPattern("CHOWN +[a-z]*chown")
        .containsPattern("SYS_CHROOT +chroot")
        .containsPattern("DAC_OVERRIDE +a process had it")
        .doesNotContain("NET_RAW", "MKNOD", "SETUID");
    assertThat(box.run(options(learned), "chown 5 /dev/shm; stat -c %u /dev/shm").text())
        .isEqualTo("5");

    assertThat(options(learn("--network none -u 1000", "kill -0 $$"))).endsWith("--cap-drop ALL");
  }

  @Test
  @DisplayName("G11: whom it called it may call, and nobody else")
  void whomItCalled() {
    box.jug().run("network", "create", "--subnet", "10.211.7.0/24", "lesson").ok();
    try {
      var serve = "nc -ll -p 7000 -e echo seven & nc -ll -p 7001 -e echo other";
      box.jug()
          .run(
              "run",
              "-d",
              "--network",
              "name=lesson,ip=10.211.7.9",
              "--rootfs",
              BusyboxRootfs.shared().toString(),
              "sh",
              "-c",
              serve)
          .ok();
      var call =
          "for i in 1 2 3 4 5 6 7 8 9; do nc 10.211.7.9 %s </dev/null && break; sleep 0.1; done";
      var learned = learn("--network lesson", call.formatted(7000));

      assertThat(learned.out()).isEqualTo("seven\n");
      assertThat(options(learned)).endsWith("--egress 10.211.7.9:7000");
      var again = "--network lesson " + options(learned);
      assertThat(run(again, call.formatted(7000)).out()).isEqualTo("seven\n");
      assertThat(run(again, "nc 10.211.7.9 7001 </dev/null").code()).isNotZero();
      assertThat(options(learn("", "true"))).endsWith("--network none");
      assertThat(options(learn("", "timeout 0.2 nc -l -p 80; true"))).endsWith("--egress none");
    } finally {
      box.removeAll();
      box.jug().run("network", "rm", "lesson").ok();
    }
  }

  @Test
  @DisplayName("G11: with --audit-only other calls are logged by the kernel, not refused")
  void othersAreLogged() throws IOException {
    var options = options(learn("--network none --audit-only", "true"));

    assertThat(Files.readString(profile())).contains("SCMP_ACT_LOG");
    assertThat(box.run(options, "mkdir /dev/shm/d && echo made").text()).isEqualTo("made");
    assertThat(box.run(options, "unshare -r true").code()).isNotZero();
  }

  @Test
  @DisplayName("G11: what is run in it later is watched too")
  void furtherProcessesAreWatched() throws Exception {
    var words =
        List.of(
            "profile",
            "learn",
            "-o",
            profile().toString(),
            "--network",
            "none",
            "--name",
            "pupil",
            "--rootfs",
            BusyboxRootfs.shared().toString(),
            "sleep",
            "4");
    var learning = box.jug().begin(words.toArray(String[]::new));
    for (int i = 0; i < 50 && box.jug().run("exec", "pupil", "true").code() != 0; i++) {
      Thread.sleep(50);
    }
    box.jug().run("exec", "pupil", "mkdir", "/dev/shm/d").ok();

    assertThat(learning.waitFor()).isZero();
    assertThat(Files.readString(profile())).contains("\"mkdir\"");
  }

  @Test
  void whatHasNoFilterOfOursIsRefused() {
    assertThat(learn("--privileged", "true").err()).contains("cannot learn", "--privileged");
    assertThat(learn("--security-opt seccomp=unconfined", "true").err())
        .contains("a seccomp profile of its own");
    assertThat(box.jug().run("profile", "learn", "-o", "/nowhere/p", "host", "true").err())
        .contains("cannot write /nowhere/p");
  }

  @Test
  void nothingOfALessonIsLeft() {
    learn("--network none", "true").ok();
    assertThat(learn("--cap-add NOTHING", "true").err()).contains("NOTHING");
    assertThat(box.jug().place().resolve("run/live/lessons")).isEmptyDirectory();
  }

  /** It reads the file and sends what is in it. */
  @Test
  @Requires("command:docker")
  @DisplayName("G11: docker's client takes what was learned")
  void dockersClientTakesIt() {
    learn("--network none", "mkdir /dev/shm/e");
    try (var docker = new Docker(box.folder())) {
      var option = "seccomp=" + profile();
      var make = List.of("run", "--rm", "--network", "none", "--security-opt", option, "box:1");

      assertThat(docker.run(with(make, "mkdir", "/dev/shm/d")).code()).isZero();
      assertThat(docker.run(with(make, "rmdir", "/home")).err())
          .contains("Operation not permitted");
    }
  }

  private static String[] with(List<String> words, String... more) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
