package dev.jug.engine.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.Healthcheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
  private static final Duration EARLY = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(60);

  private static Healthcheck asked(long startPeriodSeconds, int retries, String... test) {
    long period = Duration.ofSeconds(startPeriodSeconds).toNanos();
    return new Healthcheck(List.of(test), 0, 0, period, 0, retries);
  }

  private static HealthCheck check(long startPeriodSeconds) {
    return HealthCheck.of(asked(startPeriodSeconds, 2, "CMD", "true")).orElseThrow();
  }

  private static Health.Result result(int code) {
    return new Health.Result(Instant.EPOCH, Instant.EPOCH, code, "" + code);
  }

  @Test
  void whatIsNotSaidIsDockersDefault() {
    var check = HealthCheck.of(asked(0, 0, "CMD-SHELL", "exit 1")).orElseThrow();
    assertThat(check.command()).containsExactly("/bin/sh", "-c", "exit 1");
    assertThat(check.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(check.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(check.startInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(check.retries()).isEqualTo(3);
    assertThat(HealthCheck.of(null)).isEmpty();
    assertThat(HealthCheck.of(asked(0, 0))).isEmpty();
    assertThat(HealthCheck.of(asked(0, 0, "NONE"))).isEmpty();
  }

  @Test
  void failuresInARowMakeItUnhealthyAndOneSuccessHealthy() {
    var check = check(0);
    var once = check.after(Health.starting(), result(1), EARLY);
    assertThat(once.status()).isEqualTo(HealthStatus.STARTING);
    assertThat(once.failingStreak()).isEqualTo(1);
    var twice = check.after(once, result(1), EARLY);
    assertThat(twice.status()).isEqualTo(HealthStatus.UNHEALTHY);
    var well = check.after(twice, result(0), EARLY);
    assertThat(well.status()).isEqualTo(HealthStatus.HEALTHY);
    assertThat(well.failingStreak()).isZero();
    assertThat(check.after(well, result(1), EARLY).status()).isEqualTo(HealthStatus.HEALTHY);
  }

  @Test
  void failuresDoNotCountWhileItStarts() {
    var check = check(30);
    var health = Health.starting();
    for (int i = 0; i < 5; i++) {
      health = check.after(health, result(1), EARLY);
    }
    assertThat(health.status()).isEqualTo(HealthStatus.STARTING);
    assertThat(health.failingStreak()).isZero();
    assertThat(check.pause(health, EARLY)).isEqualTo(Duration.ofSeconds(5));
    assertThat(check.pause(health, LATER)).isEqualTo(Duration.ofSeconds(30));
    var well = check.after(health, result(0), EARLY);
    assertThat(check.pause(well, EARLY)).isEqualTo(Duration.ofSeconds(30));
    assertThat(check.after(well, result(1), EARLY).failingStreak()).isEqualTo(1);
    assertThat(check.after(health, result(1), LATER).failingStreak()).isEqualTo(1);
  }

  @Test
  void fiveResultsAreKept() {
    var health = Health.starting();
    for (int code = 1; code < 8; code++) {
      health = check(0).after(health, result(code), EARLY);
    }
    assertThat(health.log()).extracting(Health.Result::exitCode).containsExactly(3, 4, 5, 6, 7);
  }

  @Test
  void anImageSaysWhatARequestDoesNot() {
    var image = asked(5, 4, "CMD", "a");
    assertThat(HealthCheck.merge(null, image)).isEqualTo(image);
    assertThat(HealthCheck.merge(image, null)).isEqualTo(image);
    assertThat(HealthCheck.merge(asked(0, 9), image)).isEqualTo(asked(5, 9, "CMD", "a"));
    assertThat(HealthCheck.merge(asked(0, 0, "NONE"), image).test()).containsExactly("NONE");
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> HealthCheck.check(asked(0, -1, "CMD", "a")))
        .isInstanceOf(Invalid.class)
        .hasMessage("Retries in Healthcheck cannot be negative");
    assertThatThrownBy(
            () -> HealthCheck.check(new Healthcheck(List.of("CMD", "a"), 999, 0, 0, 0, 0)))
        .hasMessage("Interval in Healthcheck cannot be less than 1ms");
    assertThatThrownBy(() -> HealthCheck.check(asked(0, 0, "DO", "a")))
        .hasMessage("Unknown type 'DO' in HEALTHCHECK (try CMD)");
  }

  @Test
  void theBeginningOfWhatItSaysIsKept() {
    var output = new ProbeOutput();
    output.add("a".repeat(4000).getBytes(StandardCharsets.UTF_8));
    output.add("b".repeat(96).getBytes(StandardCharsets.UTF_8));
    assertThat(output.text()).hasSize(4096).endsWith("b");
    output.add("c".getBytes(StandardCharsets.UTF_8));
    assertThat(output.text()).hasSize(4099).endsWith("b...");
  }
}
