package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What root of a container may do, and what not. */
@EndToEnd
class RightsTest {
  private static final String SETS = "grep -h ^Cap /proc/self/status | tr -s '\\t\\n' ' '";
  private static final String DOCKERS = "00000000a80425fb";
  private static final String NONE = "0000000000000000";

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

  private static String sets(String inherited, String permitted, String bounding, String ambient) {
    return "CapInh: %s CapPrm: %s CapEff: %s CapBnd: %s CapAmb: %s"
        .formatted(inherited, permitted, permitted, bounding, ambient);
  }

  @Test
  @DisplayName("G6: root of a container has exactly the 14 capabilities of Docker")
  void theDefaultIsDockers() {
    assertThat(box.run("", SETS).text()).isEqualTo(sets(NONE, DOCKERS, DOCKERS, NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "--cap-drop ALL --cap-add SYS_TIME, 0000000002000000, 0000000002000000",
    "--cap-drop SETUID --cap-drop SETGID, 00000000a804253b, 00000000a804253b",
    "-u 1000, 0000000000000000, 00000000a80425fb",
  })
  @DisplayName("G5: all five sets are as asked for")
  void allSetsAreAsAskedFor(String options, String permitted, String bounding) {
    assertThat(box.run(options, SETS).text()).isEqualTo(sets(NONE, permitted, bounding, NONE));
  }

  @Test
  @DisplayName(
      "G7: without SETUID nobody becomes somebody else; with SYS_TIME alone nothing else works")
  void droppedIsDropped() {
    var become = "su jug -c 'id -u'";

    assertThat(box.run("", become).out().strip()).isNotEqualTo("0").isNotEmpty();
    assertThat(box.run("--cap-drop SETUID --cap-drop SETGID", become).err())
        .contains("Operation not permitted");
    assertThat(box.run("--cap-drop ALL --cap-add SYS_TIME", "chown 5 /dev/shm").err())
        .contains("Operation not permitted");
  }

  @Test
  @DisplayName("G5: all but one is what the engine itself may give, but one")
  void allButOne() throws Exception {
    long sysAdmin = 1L << 21;
    var rest = "%016x".formatted(Long.parseUnsignedLong(engines(), 16) & ~sysAdmin);

    assertThat(box.run("--cap-add ALL --cap-drop SYS_ADMIN", SETS).text())
        .isEqualTo(sets(NONE, rest, rest, NONE));
  }

  /** The capabilities there can be at most, in hexadecimal digits. */
  private static String engines() throws Exception {
    var status = Files.readString(Path.of("/proc/self/status"));
    return status.replaceAll("(?s).*CapBnd:\\s+(\\S+).*", "$1");
  }

  /** Docker's way: the ports of a container's own network are nobody's privilege. */
  @Test
  @DisplayName("G8: a user who is not root can have port 80, and has no capability for it")
  void aUserCanHaveASmallPort() {
    var listen = "(timeout 0.3 nc -l -p 80 2>&1; true); grep CapEff /proc/self/status";
    var closed = "--sysctl net.ipv4.ip_unprivileged_port_start=1024 ";

    assertThat(box.run("-u 1000 --cap-add NET_BIND_SERVICE", listen).text())
        .endsWith("CapEff:\t" + NONE)
        .doesNotContain("denied");
    assertThat(box.run(closed + "-u 1000", listen).out()).contains("Permission denied");
  }

  @Test
  @DisplayName("G9: privileged is everything, and says so")
  void privilegedIsEverything() throws Exception {
    var script =
        SETS
            + "; grep Seccomp: /proc/self/status; ls -d /dev/loop-control; touch /proc/sys/kernel/x";
    var said = box.run("--privileged", script);
    var all = engines();

    assertThat(said.out())
        .contains("CapEff: " + all, "CapBnd: " + all, "Seccomp:\t0", "/dev/loop-control");
    assertThat(said.err())
        .startsWith("WARNING: --privileged gives away all capabilities, all devices of the host")
        .doesNotContain("Read-only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/sys/kernel/hostname", "/proc/irq/0/x", "/proc/bus/x", "/sys/x"})
  @DisplayName("G3: what is the host's in /proc and /sys cannot be written")
  void systemPathsAreReadOnly(String path) {
    var write = "echo x > " + path;

    assertThat(box.run("", write).err()).containsAnyOf("Read-only file system", "nonexistent");
    assertThat(
            box.run("--security-opt systempaths=unconfined", "touch /proc/sys/kernel/hostname")
                .err())
        .doesNotContain("Read-only");
  }

  @Test
  @DisplayName("G3: what is masked is empty, and is not when that is lifted")
  void maskedPathsAreEmpty() {
    var look = "wc -c < /proc/timer_list; ls /proc/scsi /sys/firmware 2>/dev/null | wc -l";

    assertThat(box.run("", look).out()).startsWith("0\n");
    assertThat(box.run("--security-opt systempaths=unconfined", look).out())
        .doesNotStartWith("0\n");
  }

  @Test
  @DisplayName("G4: a read-only root is not written to, what is mounted on it may be")
  void aReadOnlyRootIsNotWritten() {
    var said =
        box.run(
            "--read-only --tmpfs /tmp -v " + box.folder() + ":/home",
            "echo >/tmp/x; echo >/home/x; echo >/y");

    assertThat(said.err()).hasLineCount(1).contains("/y: Read-only file system");
  }

  @Test
  @DisplayName("G10: the default filter is on; one can be given, or none")
  void callsAreFiltered() throws Exception {
    var mode = "grep Seccomp: /proc/self/status; mkdir /dev/shm/d; echo $?";
    var profile = box.folder().resolve("profile.json");
    Files.writeString(
        profile,
        """
        {"defaultAction": "SCMP_ACT_ALLOW",
         "syscalls": [{"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13}]}
        """);

    assertThat(box.run("", mode).text()).isEqualTo("Seccomp:\t2\n0");
    assertThat(box.run("--security-opt seccomp=unconfined", mode).text())
        .isEqualTo("Seccomp:\t0\n0");
    var own = box.run("--security-opt seccomp=" + profile, mode);
    assertThat(own.text()).isEqualTo("Seccomp:\t2\n1");
    assertThat(own.err()).contains("Permission denied");
  }

  @Test
  @DisplayName("G33: a container that nobody can enter can be killed")
  void whatNobodyCanEnterCanBeKilled() {
    box.start("web", "", "exec sleep 99");
    box.jug().run("pause", "web").ok();

    assertThat(box.jug().run("exec", "web", "true").code()).isNotZero();
    box.jug().run("kill", "web").ok();
    assertThat(box.jug().run("wait", "web").text()).isEqualTo("137");
  }

  @Test
  @DisplayName("G26: the sockets are for root, and for a group at most")
  void socketsAreForNobodyElse() throws Exception {
    box.jug().run("engine", "start").ok();
    for (var name : new String[] {"engine.sock", "docker.sock"}) {
      var socket = box.jug().place().resolve("run").resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .matches("rw-(rw|--)----");
    }
  }
}
