package dev.jug.testkit;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Compares the machine before the first test class with after the last one, in each run of tests
 * that has this module on its class path. JUnit finds it by itself.
 */
public final class RunLeakCheck implements BeforeAllCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(RunLeakCheck.class);

  /** For the service loader. */
  public RunLeakCheck() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!LeakCheck.isOff()) {
      var patience = ClassLeakCheck.patience(context);
      context
          .getRoot()
          .getStore(HERE)
          .computeIfAbsent(Run.class, _ -> new Run(LeakCheck.now(), patience), Run.class);
    }
  }

  /** Lives as long as the run; closing it is the check. */
  private record Run(LeakCheck before, Duration patience) implements AutoCloseable {
    @Override
    public void close() {
      before.assertNothingLeft("the tests of this module", patience);
    }
  }
}
