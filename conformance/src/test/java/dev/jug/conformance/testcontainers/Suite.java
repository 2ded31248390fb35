package dev.jug.conformance.testcontainers;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The program of a JVM in which one of the users' test classes runs. It writes down for each test
 * why it failed; nothing if it did not.
 */
final class Suite implements TestExecutionListener {
  private final Properties failures = new Properties();

  private Suite() {}

  /**
   * Runs a class of tests.
   *
   * @param words the class, and the file for the results
   */
  public static void main(String[] words) throws IOException {
    var suite = new Suite();
    var request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(words[0])).build();
    LauncherFactory.create().execute(request, suite);
    try (var out = Files.newBufferedWriter(Path.of(words[1]))) {
      suite.failures.store(out, null);
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean failed = result.getStatus() != Status.SUCCESSFUL;
    if (test.isTest() || failed) {
      failures.setProperty(
          test.getDisplayName(), failed ? result.getThrowable().map(Suite::trace).orElse("?") : "");
    }
  }

  private static String trace(Throwable failure) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
