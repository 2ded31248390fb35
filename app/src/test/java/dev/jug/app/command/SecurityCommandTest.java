package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attacks and audits, as they are typed. */
@EndToEnd
class SecurityCommandTest {
  private static final int WANTED = 25;

  private static Jug jug;

  @BeforeAll
  static void open() {
    jug = new Jug();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @AfterEach
  void nothingIsLeft() {
    var left = jug.run("ps", "-aq").text();
    left.lines().forEach(id -> jug.run("rm", "-f", id).ok());
    assertThat(jug.run("ps", "-aq").text()).isEmpty();
  }

  @DisplayName("G1: a default container holds against all attacks there are")
  @Test
  void aDefaultContainerHoldsAgainstAll() {
    var lines = jug.run("attack", "--network", "none", "--format", "json").text().lines().toList();
    assertThat(lines)
        .hasSizeGreaterThan(WANTED)
        .allMatch(line -> line.contains("\"Result\":\"blocked\"") || isNotLimited(line))
        .noneMatch(line -> line.contains("\"BlockedBy\":\"\"") && !isNotLimited(line));
    // Commands are used again: nothing of this one may stay.
    assertThat(jug.run("attack", "--list").text().lines()).hasSize(lines.size() + 1);
  }

  /** Where there is no program to make a file system with. */
  private static boolean isNotLimited(String line) {
    return line.contains("\"Attack\":\"inodes\"") && line.contains("\"Result\":\"not tried\"");
  }

  @Test
  void anOptionThatOpensAFenceIsShownToOpenIt() {
    var result =
        jug.run("attack", "--network", "none", "--cap-add", "SYS_ADMIN", "remount", "shocker");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern("remount +GOT THROUGH")
        .containsPattern("shocker +blocked +seccomp, no CAP_DAC_READ_SEARCH")
        .contains("1 blocked, 1 got through");
  }

  @Test
  void anotherUserIsNotRoot() {
    var result = jug.run("attack", "--network", "none", "-u", "1000", "core-pattern", "chroot");
    assertThat(result.ok().out()).contains("chroot: EPERM");
  }

  @Test
  void whatAttacksDoCanBeRead() {
    assertThat(jug.run("attack", "ls").text()).contains("CVE-2019-5736", "open_by_handle_at(2)");
    assertThat(jug.run("attack", "--explain", "shocker").text())
        .contains("a file that was not given to us", "open_by_handle_at(");
    var unknown = jug.run("attack", "nonsense");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("there is no attack \"nonsense\"", "--list");
  }

  @Test
  void aContainerIsAudited() {
    var none = jug.run("run", "-d", "--network", "none", "host", "sleep", "99").text();
    assertThat(jug.run("audit", none).ok().out())
        .contains("medium    runs as root", "remedy: -u 1000")
        .doesNotContain("critical", "high");
    var open =
        jug.run(
                "run",
                "-d",
                "--network",
                "none",
                "--privileged",
                "-v",
                "/etc:/e",
                "host",
                "sleep",
                "99")
            .text();
    var audit = jug.run("audit", "--format", "json", open);
    assertThat(audit.code()).isEqualTo(1);
    assertThat(audit.out().lines().toList().getFirst())
        .contains("\"Level\":\"critical\"", "--privileged");
  }

  @DisplayName("G32: the host is audited")
  @Test
  void theHostIsAudited() {
    var audit = jug.run("audit", "--format", "json", "host");
    assertThat(audit.code()).isLessThanOrEqualTo(1);
    assertThat(audit.out()).contains("\"Audited\":\"host\"");
    assertThat(jug.run("audit", "nobody").err()).contains("No such container: nobody");
  }

  /** Nobody said anything about processes. */
  @DisplayName("E34: who says nothing has a limit for processes too")
  @Test
  void aForkBombHitsTheDefaultLimit() {
    var id = jug.run("run", "-d", "--network", "none", "host", "sleep", "99").text();
    assertThat(jug.run("inspect", "-f", "{{.HostConfig.PidsLimit}}", id).text()).isEqualTo("2048");
    assertThat(jug.run("attack", "--network", "none", "fork-bomb").ok().out())
        .contains("pids limit", "clone: EAGAIN");
  }
}
