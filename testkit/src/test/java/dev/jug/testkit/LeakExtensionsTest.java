package dev.jug.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.engine;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A class that leaks fails; a run that leaks fails. */
class LeakExtensionsTest {
  private static final Path LEFT =
      Path.of(System.getProperty("java.io.tmpdir"), "jug-left-by-a-careless-test");

  @AfterEach
  void remove() throws IOException {
    Files.deleteIfExists(LEFT);
  }

  @Test
  void aLeakFailsItsClass() {
    run(CarelessClass.class, false)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(1, event(container(CarelessClass.class), finishedWithFailure(leak())));
  }

  @Test
  void aLeakFailsTheRun() {
    run(CarelessRun.class, true)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(1, event(engine(), finishedWithFailure(leak())));
  }

  @Test
  void tidyTestsPass() {
    var results = run(TidyClass.class, true);
    assertThat(results.allEvents().failed().count()).isZero();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
  }

  private static Condition<Throwable> leak() {
    return message(text -> text.contains("temporary file: " + LEFT.getFileName()));
  }

  private static EngineExecutionResults run(Class<?> tests, boolean watchRun) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "" + watchRun)
        .configurationParameter(ClassLeakCheck.PATIENCE, "0")
        .selectors(selectClass(tests))
        .execute();
  }

  @LeakChecked
  static class CarelessClass {
    @Test
    void leaks() throws IOException {
      Files.createFile(LEFT);
    }
  }

  static class CarelessRun {
    @Test
    void leaks() throws IOException {
      Files.createFile(LEFT);
    }
  }

  @LeakChecked
  static class TidyClass {
    @Test
    void cleansUp() throws IOException {
      Files.delete(Files.createFile(LEFT));
    }
  }
}
