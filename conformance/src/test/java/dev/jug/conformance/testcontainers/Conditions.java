package dev.jug.conformance.testcontainers;

import static dev.jug.conformance.testcontainers.Waits.box;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.startupcheck.IndefiniteWaitOneShotStartupCheckStrategy;
import org.testcontainers.containers.startupcheck.MinimumDurationRunningStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitAllStrategy;

/** A user's tests of containers that are waited for with more conditions. */
class Conditions {
  @Test
  void forSeveralOfTheirPortsAndNotForOthers() {
    try (var box =
        box("httpd -p 8080 -h /etc; sleep 0.3; httpd -f -p 8081 -h /etc")
            .withExposedPorts(8080, 8081, 8082)
            .waitingFor(Wait.forListeningPorts(8080, 8081))) {
      box.start();

      assertThat(box.getMappedPort(8082)).isPositive();
    }
  }

  @Test
  void forAnAnswerOverHttp() throws Exception {
    var script =
        "mkdir /www; echo '/:me:pass' >/httpd.conf; echo well >/www/health;"
            + " sleep 0.3; exec httpd -f -p 80 -h /www -c /httpd.conf";
    try (var box =
        box(script)
            .withExposedPorts(80)
            .waitingFor(
                Wait.forHttp("/health")
                    .withBasicCredentials("me", "pass")
                    .forStatusCodeMatching(code -> code >= 200 && code < 300)
                    .forResponsePredicate("well"::equals)
                    .withReadTimeout(Duration.ofSeconds(5)))) {
      box.start();

      assertThat(box.execInContainer("wget", "-qO-", "http://localhost/health").getExitCode())
          .isNotZero();
    }
  }

  @Test
  void forSeveralThingsOneAfterTheOther() {
    var all =
        new WaitAllStrategy()
            .withStrategy(Wait.forLogMessage(".*tick.*", 3))
            .withStrategy(Wait.forSuccessfulCommand("test -e /tmp/well"))
            .withStartupTimeout(Duration.ofSeconds(20));
    try (var box =
        box("for i in 1 2 3; do echo tick; sleep 0.1; done; touch /tmp/well; sleep 99")
            .waitingFor(all)) {
      box.start();

      assertThat(box.getLogs()).isEqualTo("tick\n".repeat(3));
    }
  }

  @Test
  void untilTheyHaveRunForAWhile() {
    var check = new MinimumDurationRunningStartupCheckStrategy(Duration.ofMillis(300));
    try (var box = box("sleep 99").withStartupCheckStrategy(check)) {
      box.start();

      assertThat(box.isRunning()).isTrue();
    }
  }

  @Test
  void untilTheyHaveEndedHoweverLongItTakes() {
    var check = new IndefiniteWaitOneShotStartupCheckStrategy();
    try (var box = box("sleep 0.5; echo done").withStartupCheckStrategy(check)) {
      box.start();

      assertThat(box.getLogs()).isEqualTo("done\n");
    }
  }

  @Test
  void againIfTheFirstTryFails(@TempDir Path folder) {
    try (var box =
        box("test -e /mine/tried || { touch /mine/tried; exit 1; }; echo ready; sleep 99")
            .withFileSystemBind(folder.toString(), "/mine", BindMode.READ_WRITE)
            .withStartupAttempts(2)
            .waitingFor(
                Wait.forLogMessage(".*ready.*", 1).withStartupTimeout(Duration.ofSeconds(3)))) {
      box.start();

      assertThat(box.isRunning()).isTrue();
    }
  }
}
