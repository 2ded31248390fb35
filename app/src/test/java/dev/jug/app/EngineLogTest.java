package dev.jug.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EngineLogTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final EngineLog log =
      new EngineLog(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> NOW);

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private System.Logger logger(String name) {
    return log.getLogger(name, EngineLogTest.class.getModule());
  }

  @Test
  void aLineSaysWhenHowBadAndWhere() {
    logger("dev.jug.app.Server").log(Level.WARNING, "{0} was not {1}", "it", "so");

    assertThat(text()).isEqualTo("2026-02-03T04:05:06.789Z warn  Server: it was not so\n");
  }

  @Test
  void jsonIsEscaped() {
    log.set(Level.INFO, true);
    logger("dev.jug.x").log(Level.ERROR, "a \"b\"\n\\ \u0001");

    assertThat(text())
        .isEqualTo(
            "{\"time\":\"2026-02-03T04:05:06.789Z\",\"level\":\"error\",\"logger\":\"dev.jug.x\","
                + "\"msg\":\"a \\\"b\\\"\\n\\\\ \\u0001\"}\n");
  }

  @Test
  void theLevelCanChange() {
    var logger = logger("dev.jug.x");
    logger.log(Level.DEBUG, "not yet");
    log.set(Level.DEBUG, false);
    logger.log(Level.DEBUG, "now");
    logger("jdk.event.security").log(Level.DEBUG, "never");
    log.set(Level.ERROR, false);
    logger.log(Level.WARNING, "no more");

    assertThat(text()).contains("debug x: now").hasLineCount(1);
  }

  @Test
  void aFailureHasItsTrace() {
    logger("dev.jug.x").log(Level.ERROR, "no", new IllegalStateException("why"));

    assertThat(text()).contains("x: no\njava.lang.IllegalStateException: why\n\tat ");
  }
}
