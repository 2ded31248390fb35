package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images of the packages that this machine itself is made of. */
@EndToEnd
@Requires({"apt", "command:mmdebstrap"})
@Timeout(300)
class AptImageTest {
  private static final int PATIENCE_SECONDS = 180;

  /** Of whoever asks, and of no interest to the image. */
  private static final String MARK = "mark-of-the-machine.example";

  @TempDir Path folder;
  private ImageUser user;
  private String image;

  @BeforeEach
  void open() throws IOException {
    user = new ImageUser(folder, "no_proxy=" + MARK);
    image = "apt:" + value("/etc/os-release", "VERSION_CODENAME");
  }

  @AfterEach
  void close() {
    user.close();
  }

  private static String value(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("sid");
  }

  private Result slowly(String... words) {
    return Jug.finish(user.begin(words), new byte[0], PATIENCE_SECONDS);
  }

  /** One image for all, because making one takes its time. */
  @Test
  void aSystemOfPackagesIsMadeRunsAndIsTheSameAgain() throws IOException {
    var first = slowly("run", "--rm", image, "sh", "-c", ". /etc/os-release; echo $ID; pwd");
    assertThat(first.err()).contains("Unable to find image '" + image + "' locally");
    assertThat(first.text()).isEqualTo(value("/etc/os-release", "ID") + "\n/");
    packagesCanBeAdded();
    nothingOfTheMachineIsInIt();
    nothingIsNewerThanTheSuite();
    itSaysWhatItIs();

    var digest = user.digest(image);
    assertThat(slowly("pull", image).text())
        .contains("Installing packages", "Digest: " + digest, "Image is up to date for " + image);
  }

  private void packagesCanBeAdded() {
    var script = "apt-get -q update >/dev/null && apt-get -q install -y hello >/dev/null && hello";
    assertThat(slowly("run", "--rm", "--network", "host", image, "sh", "-c", script).text())
        .isEqualTo("Hello, world!");
  }

  private void nothingOfTheMachineIsInIt() throws IOException {
    var name = InetAddress.getLocalHost().getHostName();
    var script =
        """
        find /var/lib/apt/lists /var/cache/apt /var/cache/ldconfig /run /tmp -xdev -type f
        find /var/log -type f -size +0
        find / -xdev ( -path /etc/host* -o -path /etc/mtab -o -path /proc ) -prune \
          -o -type f -print | xargs grep -l -F -e %s -e /image/
        ls /etc/apt/preferences.d
        cat /etc/machine-id
        """
            .formatted(name.length() > 6 ? MARK + " -e " + name : MARK)
            .replace("( ", "'(' ")
            .replace(" )", " ')'")
            .replace("/etc/host*", "'/etc/host*'");
    assertThat(user.run("run", "--rm", image, "sh", "-c", script + "true").text()).isEmpty();
  }

  private void nothingIsNewerThanTheSuite() {
    var created =
        user.run("inspect", image).text().replaceAll("(?s).*\"Created\": \"([^\"]*)\".*", "$1");
    var script = "find /usr /var /opt /home /etc/apt -xdev -newermt " + created;
    assertThat(user.run("run", "--rm", image, "sh", "-c", script).text()).isEmpty();
  }

  private void itSaysWhatItIs() {
    assertThat(user.run("inspect", image).text())
        .contains("\"org.opencontainers.image.title\"", "\"bash\"", "PATH=/usr/local/sbin:");
    assertThat(user.run("history", image, "--no-trunc").text())
        .contains("jug pull " + image + " --variant minbase", "Packages from http");
  }

  @Test
  void whatCannotBeMadeIsSaidAtOnce() {
    var suite = user.run("pull", "apt:no-such-suite");
    var more = user.run("pull", image, "--include", "no-such-package", "more:1");

    assertThat(suite.code()).isEqualTo(1);
    assertThat(suite.err()).contains("there is no suite no-such-suite at http");
    assertThat(more.code()).isEqualTo(1);
    assertThat(more.err()).contains("--include").contains("no-such-package");
    assertThat(user.run("images", "-q").text()).isEmpty();
  }

  @Test
  void whoGoesAwayLeavesNothing() throws Exception {
    var pull = user.begin("pull", image);
    try (var lines = pull.inputReader()) {
      while (!lines.readLine().equals("Downloading packages")) {
        assertThat(pull.isAlive()).isTrue();
      }
    }
    assertThat(user.run("ps", "-q").text()).isNotEmpty();

    pull.destroy();

    assertThat(pull.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    Jug.eventually(() -> assertThat(roots()).isEmpty());
    assertThat(user.run("ps", "-a", "-q").text()).isEmpty();
    Jug.eventually(
        () -> assertThat(user.jug().place().resolve("state/images/leases")).isEmptyDirectory());
    assertThat(user.run("images", "-q").text()).isEmpty();
  }

  /** What containers have written. */
  private List<Path> roots() {
    var containers = user.jug().place().resolve("state/containers");
    try (var folders = Files.list(containers)) {
      return folders.filter(folder -> Files.exists(folder.resolve("upper/image"))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
