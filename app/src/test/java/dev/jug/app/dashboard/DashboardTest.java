package dev.jug.app.dashboard;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, beside commands that change what it shows. */
@EndToEnd
@Requires("command:chromium")
class DashboardTest {
  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path profile;

  private static Jug jug;
  private static Browser browser;
  private static String id;

  @BeforeAll
  static void open() {
    jug = new Jug();
    id =
        jug.run("run", "-d", "--name", "one", "host", "sh", "-c", "echo first line; sleep 600")
            .text();
    browser = new Browser(profile);
    browser.open(jug.run("dashboard").text());
    eventually(() -> assertThat(browser.text("#link")).isEqualTo("live"));
  }

  @AfterAll
  static void close() {
    browser.close();
    jug.close();
  }

  @Test
  void theListShowsWhatRunsAndWhatComesAndGoes() {
    browser.go("#/containers");
    eventually(() -> assertThat(browser.text("tbody")).contains("one", "running", "host"));
    browser.value("window.sameDocument = true");
    jug.run("run", "-d", "--name", "two", "host", "sleep", "600").ok();
    eventually(() -> assertThat(browser.text("tbody")).contains("one", "two"));
    jug.run("rm", "-f", "two").ok();
    eventually(() -> assertThat(browser.text("tbody")).doesNotContain("two"));
    assertThat(browser.value("window.sameDocument")).isEqualTo("true");
    eventually(() ->
        assertThat(browser.value("document.querySelectorAll('.spark .stroke').length"))
            .isEqualTo("2"));
  }

  @Test
  void oneContainerIsShownWithItsChartsAndFacts() {
    browser.go("#/containers/" + id);
    eventually(
        () -> assertThat(browser.text("dl")).contains("Imagehost", "Commandsh -c", "bridge: "));
    eventually(() ->
        assertThat(browser.text(".charts")).contains("CPU", " % · 2 processes", "Memory", "in "));
  }

  @Test
  void theLogIsShownAsItComes() {
    browser.go("#/containers/" + id + "/logs");
    eventually(() -> assertThat(browser.text(".log")).isEqualTo("first line\n"));
  }

  @Test
  void aShellAnswersInTheTerminal() {
    browser.go("#/containers/" + id + "/terminal");
    eventually(() -> assertThat(browser.text("main [role=status]")).startsWith("connected"));
    browser.type("echo $((40+2))from-$(tty)\r");
    eventually(() -> assertThat(browser.text(".term")).contains("42from-/dev/"));
    browser.type("exit 7\r");
    eventually(
        () -> assertThat(browser.text("main [role=status]")).isEqualTo("ended with exit code 7"));
  }

  @Test
  void thePictureOfNetworksHasTheContainersAddress() {
    var address = jug.run("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "one").text();
    browser.go("#/networks");
    eventually(() -> assertThat(browser.text(".picture")).contains("one", address));
  }

  @Test
  void imagesAreStacksOfLayers(@TempDir Path context) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /here\n");
    jug.run("build", "-q", "-t", "made:1", context.toString()).ok();
    browser.go("#/images");
    eventually(() -> assertThat(browser.text("tbody")).contains("made:1"));
    browser.value("document.querySelector('tbody a').click()");
    eventually(() -> assertThat(browser.text(".layers")).contains("COPY Dockerfile /here"));
  }

  @Test
  void anAddressIsGoodForOneBrowserAndThePortCanBeClosed() {
    try (var other = new Jug()) {
      var first = other.run("dashboard").text();
      assertThat(first).matches("http://127\\.0\\.0\\.1:\\d+/enter/\\S+");
      assertThat(other.run("dashboard").text()).isNotEqualTo(first);
      var busy = other.run("dashboard", "--port", "1");
      assertThat(busy.err()).contains("the dashboard is at port", "--stop");
      assertThat(other.run("dashboard", "--stop").text()).isEqualTo("dashboard: stopped");
      assertThat(other.run("dashboard", "--stop").text()).isEqualTo("dashboard: it was not open");
    }
  }
}
