package dev.jug.ocicli.command;

import dev.jug.door.TakesCommand;
import dev.jug.linux.io.Socket;
import dev.jug.oci.runtime.Process;
import dev.jug.runtime.HostedLauncher;
import dev.jug.runtime.lifecycle.Target;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one more process in a container. */
@Command(
    name = "jug-runtime exec",
    customSynopsis = "jug-runtime exec [OPTION...] CONTAINER COMMAND [ARGUMENT...]",
    description = "Runs one more process in a container.",
    sortOptions = false)
final class ExecCommand extends OneContainer implements TakesCommand {
  @Mixin ProcessFiles files = new ProcessFiles();
  @Mixin ProcessOptions process = new ProcessOptions();

  @Option(
      names = {"--detach", "-d"},
      description = "Leave it running.")
  boolean detach;

  @Option(names = "--ignore-paused", description = "Also in a paused container.")
  boolean ignorePaused;

  @Parameters(index = "1..*", paramLabel = "COMMAND", description = "Program and arguments.")
  List<String> command = new ArrayList<>();

  @Override
  int run() {
    try (var launcher = lifecycle().launcher(front()::launch)) {
      var target = lifecycle().target(id, ignorePaused);
      var what = process.process(context(), target.process(), command);
      return detach ? released(launcher, target, what) : attached(launcher, target, what);
    }
  }

  private int released(HostedLauncher launcher, Target target, Process what) {
    try (var custody = files.released(context(), launcher, what.terminal(), false)) {
      files.tell(context(), lifecycle().exec(target, what, custody));
      return 0;
    }
  }

  private int attached(HostedLauncher launcher, Target target, Process what) {
    try (var pair = Socket.pair();
        var custody = files.attached(context(), launcher, what.terminal(), pair.second())) {
      var attachment = new Attachment(front(), pair.first(), what.terminal(), true);
      try (var running = lifecycle().execAttached(target, what, custody)) {
        files.tell(context(), running.pid());
        return attachment.await(running);
      }
    }
  }
}
