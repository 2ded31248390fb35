package dev.jug.app.dashboard;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does with the mouse, and how a page goes on when its container is started anew. */
@EndToEnd
@Requires("command:chromium")
class ButtonsTest {
  /** Counts its runs in a file, tells of each, and ends in its own way when it is asked to. */
  private static final String COUNTING =
      "n=$(cat /n 2>/dev/null); n=$((n + 1)); echo $n > /n; echo run $n;"
          + " trap 'exit 5' TERM; while :; do sleep 0.1; done";

  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path profile;

  private static Jug jug;
  private static Browser browser;
  private String id;

  @BeforeAll
  static void open() {
    jug = new Jug();
    browser = new Browser(profile);
    browser.open(jug.run("dashboard").text());
    eventually(() -> assertThat(browser.text("#link")).isEqualTo("live"));
  }

  @AfterAll
  static void close() {
    browser.close();
    jug.close();
  }

  @BeforeEach
  void begin() {
    jug.run("rm", "-f", "one", "bad");
    id = jug.run("run", "-d", "--name", "one", "host", "sh", "-c", COUNTING).text();
  }

  private void show(String part) {
    browser.go("#/containers/" + id + part);
  }

  private static void press(String label) {
    browser.click("button[aria-label=\"" + label + "\"]");
  }

  private static void answer(String selector) {
    isAsked("true");
    browser.click("#ask " + selector);
    isAsked("false");
  }

  private static void isAsked(String value) {
    eventually(
        () -> assertThat(browser.value("document.getElementById('ask').open")).isEqualTo(value));
  }

  private static void isIn(String state) {
    eventually(() -> assertThat(browser.text("h1 .state")).isEqualTo(state));
  }

  private static String inspect(String format) {
    return jug.run("inspect", "-f", format, "one").text();
  }

  @Test
  void eachButtonDoesWhatItSays() {
    show("");
    isIn("running");
    press("Pause one");
    isIn("paused");
    assertThat(inspect("{{.State.Status}}")).isEqualTo("paused");
    press("Unpause one");
    isIn("running");
    var before = inspect("{{.State.Pid}}");
    press("Restart one");
    answer("#answer");
    eventually(() ->
        assertThat(inspect("{{.State.Running}} {{.State.Pid}}"))
            .startsWith("true ")
            .doesNotContain(before));
    press("Kill one");
    answer("#answer");
    isIn("exited");
    assertThat(inspect("{{.State.ExitCode}}")).isEqualTo("137");
    press("Start one");
    isIn("running");
    press("Stop one");
    answer("#answer");
    isIn("exited");
    assertThat(inspect("{{.State.ExitCode}}")).isEqualTo("5");
    press("Remove one");
    answer("#answer");
    isIn("removed");
    assertThat(jug.run("ps", "-a", "--format", "{{.Names}}").text()).isEmpty();
  }

  @Test
  void theListHasButtonsTooAndNothingHappensToWhoCancels() {
    browser.go("#/containers");
    press("Stop one");
    answer("[value=no]");
    press("Stop one");
    answer("#answer");
    eventually(() -> assertThat(browser.text("tbody")).contains("exited", "exit code 5"));
    press("Remove one");
    answer("[value=no]");
    press("Start one");
    eventually(() -> assertThat(browser.text("tbody")).contains("running"));
    assertThat(inspect("{{.RestartCount}} {{.State.Running}}")).isEqualTo("0 true");
  }

  @Test
  void whatFailsIsSaid() {
    jug.run("create", "--name", "bad", "host", "/no/such/program").ok();
    browser.go("#/containers");
    press("Start bad");
    eventually(
        () -> assertThat(browser.text("#notes")).contains("Start bad: ", "/no/such/program"));
  }

  @Test
  void theLogGoesOnInTheNextRun() {
    show("/logs");
    eventually(() -> assertThat(browser.text(".log")).isEqualTo("run 1\n"));
    jug.run("restart", "one").ok();
    eventually(() -> assertThat(browser.text(".log")).isEqualTo("run 1\nrun 2\n"));
    jug.run("stop", "one").ok();
    isIn("exited");
    jug.run("start", "one").ok();
    eventually(() -> assertThat(browser.text(".log")).isEqualTo("run 1\nrun 2\nrun 3\n"));
  }

  @Test
  void theTerminalIsInTheNextRunToo() {
    show("/terminal");
    eventually(() -> assertThat(browser.text("main [role=status]")).startsWith("connected"));
    jug.run("stop", "one").ok();
    eventually(
        () -> assertThat(browser.text("main [role=status]")).startsWith("ended with exit code"));
    jug.run("start", "one").ok();
    eventually(() -> assertThat(browser.text("main [role=status]")).startsWith("connected"));
    browser.type("echo this is run-$(cat /n)\r");
    eventually(() -> assertThat(browser.text(".term")).contains("this is run-2"));
  }

  @Test
  void factsAndChartsAreThoseOfTheNextRun() {
    show("");
    eventually(() -> assertThat(browser.text(".charts")).contains(" processes"));
    assertThat(browser.text("dl")).doesNotContain("Exit code");
    jug.run("stop", "one").ok();
    eventually(() -> assertThat(browser.text("dl")).contains("Exit code5"));
    eventually(() -> assertThat(browser.text(".charts")).doesNotContain(" processes"));
    jug.run("start", "one").ok();
    eventually(() -> assertThat(browser.text("dl")).doesNotContain("Exit code"));
    eventually(() -> assertThat(browser.text(".charts")).contains(" processes"));
  }

  @Test
  void whatInspectHasIsOfTheNextRun() {
    show("/inspect");
    eventually(() ->
        assertThat(browser.text("pre")).contains("\"Pid\": " + inspect("{{.State.Pid}}") + ","));
    jug.run("restart", "one").ok();
    eventually(() ->
        assertThat(browser.text("pre")).contains("\"Pid\": " + inspect("{{.State.Pid}}") + ","));
    assertThat(browser.text("pre")).contains("\"Status\": \"running\"");
  }
}
