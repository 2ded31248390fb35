package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's own system as an image: usable, disposable, and without its secrets. */
@EndToEnd
class HostImageTest {
  private static Jug jug;

  @BeforeAll
  static void open() {
    jug = new Jug();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  private static Jug.Result shell(String script) {
    return jug.run("run", "--rm", "host", "sh", "-c", script);
  }

  @Test
  void itsProgramsAreThere() {
    assertThat(shell(". /etc/os-release; echo $ID; test -x /bin/ls").text()).isNotEmpty();
  }

  @Test
  void whatIsWrittenIsThrownAway() {
    shell("echo x > /usr/jug-test; rm -rf /bin/ls; echo y >> /etc/hosts.deny").ok();

    assertThat(Path.of("/usr/jug-test")).doesNotExist();
    assertThat(Path.of("/bin/ls")).exists();
    assertThat(shell("test -e /usr/jug-test || ls -d /").text()).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/root", "/home", "/run", "/tmp", "/var/tmp"})
  void privateDirectoriesAreEmpty(String directory) {
    assertThat(shell("ls -A " + directory + " 2>/dev/null; true").text()).isEmpty();
  }

  @Test
  void secretsCannotBeRead() {
    var files = "/etc/shadow /etc/gshadow /etc/ssh/ssh_host_*_key " + jug.place();

    assertThat(shell("cat " + files + " 2>/dev/null; true").text()).isEmpty();
    assertThat(shell("find / -xdev -name 'ssh_host_*_key' -size +0").text()).isEmpty();
  }

  @Test
  void theyAreShownToWhoAsks() {
    var result = jug.run("run", "--rm", "--expose-host-secrets", "host", "cat", "/etc/shadow");

    assertThat(result.text()).contains("root:");
  }

  @Test
  void itsMountsAreItsOwn() {
    var mounts = shell("cut -d' ' -f2 /proc/mounts").text().lines().toList();

    assertThat(mounts).contains("/", "/proc", "/dev", "/sys");
    assertThat(mounts).noneMatch(mount -> mount.startsWith("/run") || mount.startsWith("/var"));
  }

  @Test
  void severalOptionsWorkTogether() {
    var result =
        jug.run(
            "run",
            "--rm",
            "-m",
            "64m",
            "--cpus",
            "0.5",
            "--pids-limit",
            "50",
            "--tmpfs",
            "/scratch",
            "-v",
            "/usr/share:/data:ro",
            "-u",
            "nobody",
            "--init",
            "host",
            "sh",
            "-c",
            "id -un; touch /scratch/a; ls /data >/dev/null; touch /data/x 2>&1 | grep -o Read-only");

    assertThat(result.text()).isEqualTo("nobody\nRead-only");
  }
}
