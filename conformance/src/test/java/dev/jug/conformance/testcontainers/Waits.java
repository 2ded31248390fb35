package dev.jug.conformance.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.HealthCheck;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A user's tests of containers that are waited for in different ways. */
class Waits {
  static GenericContainer<?> box(String script) {
    return new GenericContainer<>("box:1")
        .withCommand("sh", "-c", script)
        .withStartupTimeout(Duration.ofSeconds(20));
  }

  @Test
  void forTheirPort() {
    try (var box = box("sleep 0.3; httpd -f -p 8080 -h /etc").withExposedPorts(8080)) {
      box.start();

      assertThat(box.getMappedPort(8080)).isPositive();
    }
  }

  @Test
  void forALineOfTheirLog() {
    try (var box =
        box("echo one; sleep 0.2; echo ready >&2; sleep 99")
            .waitingFor(Wait.forLogMessage(".*ready.*", 1))) {
      box.start();

      assertThat(box.getLogs()).contains("one", "ready");
    }
  }

  @Test
  void forTheirHealth() {
    var check =
        new HealthCheck()
            .withTest(List.of("CMD", "test", "-e", "/tmp/well"))
            .withInterval(Duration.ofMillis(100).toNanos())
            .withRetries(100);
    try (var box =
        box("sleep 0.3; touch /tmp/well; sleep 99")
            .withCreateContainerCmdModifier(command -> command.withHealthcheck(check))
            .waitingFor(Wait.forHealthcheck())) {
      box.start();

      assertThat(box.isHealthy()).isTrue();
    }
  }

  @Test
  void forACommandInThem() {
    try (var box =
        box("sleep 0.2; touch /tmp/well; sleep 99")
            .waitingFor(Wait.forSuccessfulCommand("test -e /tmp/well"))) {
      box.start();

      assertThat(box.isRunning()).isTrue();
    }
  }

  /**
   * It may still run when Testcontainers looks whether it has started; then all that helps is time.
   */
  @Test
  void inVainForOneThatDies() {
    var never = Wait.forLogMessage(".*ready.*", 1).withStartupTimeout(Duration.ofSeconds(3));
    try (var box = box("echo why; exit 5").waitingFor(never)) {
      assertThatThrownBy(box::start).isInstanceOf(ContainerLaunchException.class);
    }
  }
}
