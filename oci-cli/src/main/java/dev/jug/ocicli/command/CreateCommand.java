package dev.jug.ocicli.command;

import dev.jug.runtime.HostedLauncher;
import dev.jug.runtime.lifecycle.CreateRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Creates a container, whose process then waits for the start. */
@Command(
    name = "jug-runtime create",
    description = "Creates a container; its process waits for the start.",
    sortOptions = false)
final class CreateCommand extends OneContainer {
  @Mixin BundleOptions options = new BundleOptions();

  @Override
  int run() {
    create(context(), id, options);
    return 0;
  }

  /** Creates it and leaves it to the caller. */
  static void create(Context context, String id, BundleOptions options) {
    var lifecycle = context.lifecycle();
    try (var launcher = lifecycle.launcher(context.front()::launch)) {
      create(context, id, options, launcher);
    }
  }

  private static void create(
      Context context, String id, BundleOptions options, HostedLauncher launcher) {
    var lifecycle = context.lifecycle();
    var bundle = lifecycle.bundle(context.path(options.bundle));
    try (var custody = options.files.released(context, launcher, bundle.terminal(), true)) {
      int pid =
          lifecycle.create(
              new CreateRequest(
                  id, bundle, custody, options.options(context), context.front().peer().uid()));
      tell(context, id, options, pid);
    }
  }

  private static void tell(Context context, String id, BundleOptions options, int pid) {
    try {
      options.files.tell(context, pid);
    } catch (RuntimeException e) {
      context.lifecycle().delete(id, true);
      throw e;
    }
  }
}
