package dev.jug.cli.command;

import dev.jug.cli.build.BuildCommand;
import dev.jug.cli.build.BuilderPruneCommand;
import dev.jug.cli.context.JugCommand;
import dev.jug.cli.files.CommitCommand;
import dev.jug.cli.files.CopyCommand;
import dev.jug.cli.files.DiffCommand;
import dev.jug.cli.files.ExportCommand;
import dev.jug.cli.files.ImportCommand;
import dev.jug.cli.image.HistoryCommand;
import dev.jug.cli.image.ImageInspectCommand;
import dev.jug.cli.image.ImagePruneCommand;
import dev.jug.cli.image.ImageSignCommand;
import dev.jug.cli.image.ImageVerifyCommand;
import dev.jug.cli.image.ImagesCommand;
import dev.jug.cli.image.LoadCommand;
import dev.jug.cli.image.LoginCommand;
import dev.jug.cli.image.LogoutCommand;
import dev.jug.cli.image.PullCommand;
import dev.jug.cli.image.PushCommand;
import dev.jug.cli.image.RemoveImageCommand;
import dev.jug.cli.image.SaveCommand;
import dev.jug.cli.image.TagCommand;
import dev.jug.cli.kube.KubeDownCommand;
import dev.jug.cli.kube.KubeGenerateCommand;
import dev.jug.cli.kube.KubeListCommand;
import dev.jug.cli.kube.KubeLogsCommand;
import dev.jug.cli.kube.KubePlayCommand;
import dev.jug.cli.network.NetworkConnectCommand;
import dev.jug.cli.network.NetworkCreateCommand;
import dev.jug.cli.network.NetworkDisconnectCommand;
import dev.jug.cli.network.NetworkInspectCommand;
import dev.jug.cli.network.NetworkListCommand;
import dev.jug.cli.network.NetworkPruneCommand;
import dev.jug.cli.network.NetworkRemoveCommand;
import dev.jug.cli.network.NetworkWhyCommand;
import dev.jug.cli.network.PolicyCreateCommand;
import dev.jug.cli.network.PolicyInspectCommand;
import dev.jug.cli.network.PolicyListCommand;
import dev.jug.cli.network.PolicyRemoveCommand;
import dev.jug.cli.network.PortCommand;
import dev.jug.cli.resource.ResourceAttachCommand;
import dev.jug.cli.resource.ResourceCreateCommand;
import dev.jug.cli.resource.ResourceDetachCommand;
import dev.jug.cli.resource.ResourceInspectCommand;
import dev.jug.cli.resource.ResourceListCommand;
import dev.jug.cli.resource.ResourceRemoveCommand;
import dev.jug.cli.resource.ResourceRunCommand;
import dev.jug.cli.resource.ResourceStatsCommand;
import dev.jug.cli.resource.ResourceUpdateCommand;
import dev.jug.cli.system.AuditCommand;
import dev.jug.cli.system.CheckCommand;
import dev.jug.cli.system.ContainerPruneCommand;
import dev.jug.cli.system.DashboardCommand;
import dev.jug.cli.system.DiskCommand;
import dev.jug.cli.system.DoctorCommand;
import dev.jug.cli.system.InfoCommand;
import dev.jug.cli.system.PruneCommand;
import dev.jug.cli.system.SecureReportCommand;
import dev.jug.cli.system.TlsClientCommand;
import dev.jug.cli.system.TlsInitCommand;
import dev.jug.cli.volume.VolumeCreateCommand;
import dev.jug.cli.volume.VolumeInspectCommand;
import dev.jug.cli.volume.VolumeListCommand;
import dev.jug.cli.volume.VolumePruneCommand;
import dev.jug.cli.volume.VolumeRemoveCommand;
import dev.jug.door.Prepared;
import dev.jug.door.Prepared.Line;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All commands of {@code jug}, in the order in which people are shown them. */
final class CommandTable {
  /** What commands are about. */
  enum Section {
    RUN("Run"),
    LOOK("Look"),
    IMAGES("Images"),
    NETWORKS("Networks"),
    FILES("Files"),
    VOLUMES("Volumes"),
    RESOURCES("Resource containers"),
    KUBE("Kubernetes' manifests"),
    SYSTEM("System");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * One command.
   *
   * @param name one word, or two: that of its group before it
   */
  record Entry(Section section, String name, Supplier<JugCommand> make) {
    /** What it does, in one line. */
    String summary() {
      var words = Line.of(make.get()).parser().getCommandSpec().usageMessage().description();
      return words.length == 0 ? "" : words[0].replaceFirst("\\.$", "");
    }
  }

  static final List<Entry> ENTRIES =
      List.of(
          command(Section.RUN, "run", RunCommand::new),
          command(Section.RUN, "exec", ExecCommand::new),
          command(Section.RUN, "create", CreateCommand::new),
          command(Section.RUN, "start", StartCommand::new),
          command(Section.RUN, "stop", StopCommand::new),
          command(Section.RUN, "restart", RestartCommand::new),
          command(Section.RUN, "kill", KillCommand::new),
          command(Section.RUN, "update", UpdateCommand::new),
          command(Section.RUN, "pause", PauseCommand::new),
          command(Section.RUN, "unpause", UnpauseCommand::new),
          command(Section.RUN, "rm", RemoveCommand::new),
          command(Section.LOOK, "ps", ListCommand::new),
          command(Section.LOOK, "logs", LogsCommand::new),
          command(Section.LOOK, "top", TopCommand::new),
          command(Section.LOOK, "stats", StatsCommand::new),
          command(Section.LOOK, "events", EventsCommand::new),
          command(Section.LOOK, "port", PortCommand::new),
          command(Section.LOOK, "inspect", InspectCommand::new),
          command(Section.LOOK, "explain", ExplainCommand::new),
          command(Section.LOOK, "attach", AttachCommand::new),
          command(Section.LOOK, "wait", WaitCommand::new),
          command(Section.LOOK, "rename", RenameCommand::new),
          command(Section.IMAGES, "images", ImagesCommand::new),
          command(Section.IMAGES, "pull", PullCommand::new),
          command(Section.IMAGES, "push", PushCommand::new),
          command(Section.IMAGES, "tag", TagCommand::new),
          command(Section.IMAGES, "rmi", RemoveImageCommand::new),
          command(Section.IMAGES, "history", HistoryCommand::new),
          command(Section.IMAGES, "image inspect", ImageInspectCommand::new),
          command(Section.IMAGES, "save", SaveCommand::new),
          command(Section.IMAGES, "load", LoadCommand::new),
          command(Section.IMAGES, "build", BuildCommand::new),
          command(Section.IMAGES, "builder prune", BuilderPruneCommand::new),
          command(Section.IMAGES, "image prune", ImagePruneCommand::new),
          command(Section.IMAGES, "image sign", ImageSignCommand::new),
          command(Section.IMAGES, "image verify", ImageVerifyCommand::new),
          command(Section.IMAGES, "login", LoginCommand::new),
          command(Section.IMAGES, "logout", LogoutCommand::new),
          command(Section.NETWORKS, "network create", NetworkCreateCommand::new),
          command(Section.NETWORKS, "network ls", NetworkListCommand::new),
          command(Section.NETWORKS, "network inspect", NetworkInspectCommand::new),
          command(Section.NETWORKS, "network rm", NetworkRemoveCommand::new),
          command(Section.NETWORKS, "network prune", NetworkPruneCommand::new),
          command(Section.NETWORKS, "network connect", NetworkConnectCommand::new),
          command(Section.NETWORKS, "network disconnect", NetworkDisconnectCommand::new),
          command(Section.NETWORKS, "network why", NetworkWhyCommand::new),
          command(Section.NETWORKS, "network policy create", PolicyCreateCommand::new),
          command(Section.NETWORKS, "network policy ls", PolicyListCommand::new),
          command(Section.NETWORKS, "network policy inspect", PolicyInspectCommand::new),
          command(Section.NETWORKS, "network policy rm", PolicyRemoveCommand::new),
          command(Section.FILES, "cp", CopyCommand::new),
          command(Section.FILES, "diff", DiffCommand::new),
          command(Section.FILES, "commit", CommitCommand::new),
          command(Section.FILES, "export", ExportCommand::new),
          command(Section.FILES, "import", ImportCommand::new),
          command(Section.VOLUMES, "volume create", VolumeCreateCommand::new),
          command(Section.VOLUMES, "volume ls", VolumeListCommand::new),
          command(Section.VOLUMES, "volume inspect", VolumeInspectCommand::new),
          command(Section.VOLUMES, "volume rm", VolumeRemoveCommand::new),
          command(Section.VOLUMES, "volume prune", VolumePruneCommand::new),
          command(Section.RESOURCES, "rc create", ResourceCreateCommand::new),
          command(Section.RESOURCES, "rc ls", ResourceListCommand::new),
          command(Section.RESOURCES, "rc inspect", ResourceInspectCommand::new),
          command(Section.RESOURCES, "rc update", ResourceUpdateCommand::new),
          command(Section.RESOURCES, "rc rm", ResourceRemoveCommand::new),
          command(Section.RESOURCES, "rc attach", ResourceAttachCommand::new),
          command(Section.RESOURCES, "rc detach", ResourceDetachCommand::new),
          command(Section.RESOURCES, "rc run", ResourceRunCommand::new),
          command(Section.RESOURCES, "rc stats", ResourceStatsCommand::new),
          command(Section.KUBE, "kube play", KubePlayCommand::new),
          command(Section.KUBE, "kube down", KubeDownCommand::new),
          command(Section.KUBE, "kube ls", KubeListCommand::new),
          command(Section.KUBE, "kube logs", KubeLogsCommand::new),
          command(Section.KUBE, "kube exec", KubeExecCommand::new),
          command(Section.KUBE, "kube generate", KubeGenerateCommand::new),
          command(Section.SYSTEM, "engine", EngineCommand::new),
          command(Section.SYSTEM, "engine tls init", TlsInitCommand::new),
          command(Section.SYSTEM, "engine tls client", TlsClientCommand::new),
          command(Section.SYSTEM, "doctor", DoctorCommand::new),
          command(Section.SYSTEM, "dashboard", DashboardCommand::new),
          command(Section.SYSTEM, "system df", DiskCommand::new),
          command(Section.SYSTEM, "system check", CheckCommand::new),
          command(Section.SYSTEM, "system prune", PruneCommand::new),
          command(Section.SYSTEM, "container prune", ContainerPruneCommand::new),
          command(Section.SYSTEM, "audit", AuditCommand::new),
          command(Section.SYSTEM, "secure report", SecureReportCommand::new),
          command(Section.SYSTEM, "attack", AttackCommand::new),
          command(Section.SYSTEM, "lab", LabCommand::new),
          command(Section.SYSTEM, "profile learn", ProfileLearnCommand::new),
          command(Section.SYSTEM, "completion", CompletionCommand::new),
          command(Section.SYSTEM, "info", InfoCommand::new),
          command(Section.SYSTEM, "version", VersionCommand::new));

  private CommandTable() {}

  private static Entry command(Section section, String name, Supplier<JugCommand> make) {
    return new Entry(section, name, make);
  }

  static Prepared<JugCommand> prepared() {
    return new Prepared<>(ENTRIES.stream().collect(Collectors.toMap(Entry::name, Entry::make)));
  }
}
