package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.runtime.LaunchException;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** process.apparmorProfile where the kernel has AppArmor. */
@Root
@Requires({"busybox", "lsm:apparmor", "command:apparmor_parser"})
@LeakChecked
class AppArmorTest {
  private static final String PROFILE =
      """
      profile jug-test flags=(attach_disconnected, mediate_deleted) {
        file,
        capability,
        mount,
        deny /proc/version r,
      }
      """;

  private static LaunchingRuntime runtime;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    parser("--replace");
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    runtime.close();
    parser("--remove");
  }

  private static void parser(String action) throws IOException, InterruptedException {
    var parser = new ProcessBuilder("apparmor_parser", action, "--skip-cache").inheritIO();
    var process = parser.redirectInput(ProcessBuilder.Redirect.PIPE).start();
    try (var in = process.getOutputStream()) {
      in.write(PROFILE.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor()).isZero();
  }

  private static Sandbox.Outcome run(String profile, boolean locked, String script)
      throws IOException {
    return new Labelled(profile, null, null, locked).run(runtime, script);
  }

  @Test
  void theProfileConfinesTheProcess() throws IOException {
    var outcome = run("jug-test", false, "cat /proc/self/attr/current; cat /proc/version");

    assertThat(outcome.stdout()).isEqualTo("jug-test (enforce)\n");
    assertThat(outcome.stderr()).contains("/proc/version", "Permission denied");
  }

  @Test
  void withoutNewPrivilegesAsWell() throws IOException {
    assertThat(run("jug-test", true, "cat /proc/self/attr/current").stdout())
        .isEqualTo("jug-test (enforce)\n");
  }

  @Test
  void aProfileThatIsNotLoadedIsNamed() {
    assertThatThrownBy(() -> run("jug-none", false, "true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("process.apparmorProfile: jug-none")
        .hasMessageContaining("the profile must be loaded");
  }
}
