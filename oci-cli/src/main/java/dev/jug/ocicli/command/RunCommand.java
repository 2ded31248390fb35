package dev.jug.ocicli.command;

import dev.jug.linux.io.Socket;
import dev.jug.runtime.HostedLauncher;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.lifecycle.Bundle;
import dev.jug.runtime.lifecycle.CreateRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a container and starts it. */
@Command(
    name = "jug-runtime run",
    description = "Creates a container and starts it.",
    sortOptions = false)
final class RunCommand extends OneContainer {
  @Mixin BundleOptions options = new BundleOptions();

  @Option(
      names = {"--detach", "-d"},
      description = "Leave it running.")
  boolean detach;

  @Option(names = "--keep", description = "Do not delete it when it has ended.")
  boolean keep;

  @Option(names = "--no-subreaper", hidden = true, description = "Accepted and not needed.")
  boolean noSubreaper;

  @Override
  int run() {
    if (detach) {
      CreateCommand.create(context(), id, options);
      start();
      return 0;
    }
    try (var launcher = lifecycle().launcher(front()::launch)) {
      return attached(launcher, lifecycle().bundle(context().path(options.bundle)));
    }
  }

  private void start() {
    try {
      lifecycle().start(id);
    } catch (RuntimeException e) {
      lifecycle().delete(id, true);
      throw e;
    }
  }

  private int attached(HostedLauncher launcher, Bundle bundle) {
    boolean terminal = bundle.terminal();
    try (var pair = Socket.pair();
        var custody = options.files.attached(context(), launcher, terminal, pair.second())) {
      var request =
          new CreateRequest(id, bundle, custody, options.options(context()), front().peer().uid());
      var attachment = new Attachment(front(), pair.first(), terminal, false);
      return untilEnd(lifecycle().run(request), attachment);
    }
  }

  private int untilEnd(RunningProcess running, Attachment attachment) {
    try (var process = running) {
      options.files.tell(context(), process.pid());
      return attachment.await(process);
    } finally {
      if (!keep) {
        lifecycle().delete(id, true);
      }
    }
  }
}
