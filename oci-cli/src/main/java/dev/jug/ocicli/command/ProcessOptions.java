package dev.jug.ocicli.command;

import dev.jug.oci.runtime.Capabilities;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.SpecCodec;
import dev.jug.oci.runtime.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What one more process is: a document, or the container's own with changes. */
final class ProcessOptions {
  @Option(
      names = {"--process", "-p"},
      paramLabel = "FILE",
      description = "A document that says it all.")
  @Nullable String file;

  @Option(names = "--cwd", paramLabel = "DIR", description = "Its working directory.")
  @Nullable String cwd;

  @Option(
      names = {"--env", "-e"},
      paramLabel = "NAME=VALUE",
      description = "One more environment variable.")
  List<String> env = new ArrayList<>();

  @Option(
      names = {"--tty", "-t"},
      description = "Give it a terminal.")
  boolean terminal;

  @Option(
      names = {"--user", "-u"},
      paramLabel = "UID[:GID]",
      description = "Who it runs as.")
  @Nullable String user;

  @Option(
      names = {"--additional-gids", "-g"},
      paramLabel = "GID",
      description = "One more group.")
  List<Long> groups = new ArrayList<>();

  @Option(names = "--process-label", paramLabel = "LABEL", description = "Its SELinux label.")
  @Nullable String label;

  @Option(names = "--apparmor", paramLabel = "PROFILE", description = "Its AppArmor profile.")
  @Nullable String apparmor;

  @Option(names = "--no-new-privs", description = "It may not get more privileges.")
  boolean noNewPrivileges;

  @Option(
      names = {"--cap", "-c"},
      paramLabel = "CAP_NAME",
      description = "One more capability.")
  List<String> capabilities = new ArrayList<>();

  @Option(names = "--cgroup", hidden = true, description = "Not supported.")
  @Nullable String cgroup;

  /**
   * The process.
   *
   * @param first the container's first one
   */
  Process process(Context context, Process first, List<String> command) {
    if (cgroup != null) {
      throw new InvalidSpecException(
          "--cgroup is not supported: a process joins its container's own cgroup");
    }
    return file == null ? changed(first, command) : read(context.path(file));
  }

  private static Process read(Path file) {
    try {
      return new SpecCodec().readProcess(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidSpecException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private Process changed(Process first, List<String> command) {
    if (command.isEmpty()) {
      throw new InvalidSpecException("process args cannot be empty: say what is to be run");
    }
    var environment = new ArrayList<>(first.env());
    environment.addAll(env);
    return new Process(
        terminal,
        first.consoleSize(),
        user(first.user()),
        command,
        environment,
        Objects.requireNonNullElse(cwd, first.cwd()),
        with(first.capabilities()),
        first.rlimits(),
        noNewPrivileges || first.noNewPrivileges(),
        first.oomScoreAdj(),
        apparmor == null ? first.apparmorProfile() : apparmor,
        label == null ? first.selinuxLabel() : label,
        first.scheduler(),
        first.ioPriority(),
        first.execCPUAffinity());
  }

  private User user(User first) {
    var more = groups.isEmpty() ? first.additionalGids() : groups;
    if (user == null) {
      return new User(first.uid(), first.gid(), first.umask(), more);
    }
    if (!user.matches("\\d{1,10}(:\\d{1,10})?")) {
      throw new InvalidSpecException("--user: \"" + user + "\" is not of the form UID[:GID]");
    }
    var ids = user.split(":", 2);
    long gid = ids.length == 2 ? Long.parseLong(ids[1]) : first.gid();
    return new User(Long.parseLong(ids[0]), gid, first.umask(), more);
  }

  private @Nullable Capabilities with(@Nullable Capabilities first) {
    if (capabilities.isEmpty()) {
      return first;
    }
    var none = List.<String>of();
    var had = first == null ? new Capabilities(none, none, none, none, none) : first;
    return new Capabilities(
        plus(had.bounding()),
        plus(had.effective()),
        had.inheritable(),
        plus(had.permitted()),
        had.ambient());
  }

  private List<String> plus(List<String> had) {
    var all = new ArrayList<>(had);
    all.addAll(capabilities);
    return all;
  }
}
