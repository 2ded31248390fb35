package dev.jug.testkit;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Behind {@link LeakChecked}. */
final class ClassLeakCheck implements BeforeAllCallback, AfterAllCallback {
  /** Configuration parameter, for the tests of this check itself. */
  static final String PATIENCE = "dev.jug.testkit.patience-ms";

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(ClassLeakCheck.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!LeakCheck.isOff()) {
      context.getStore(HERE).put(LeakCheck.class, LeakCheck.now());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    var before = context.getStore(HERE).remove(LeakCheck.class, LeakCheck.class);
    if (before != null) {
      before.assertNothingLeft(context.getDisplayName(), patience(context));
    }
  }

  static Duration patience(ExtensionContext context) {
    return context
        .getConfigurationParameter(PATIENCE)
        .map(text -> Duration.ofMillis(Long.parseLong(text)))
        .orElse(LeakCheck.PATIENCE);
  }
}
