package dev.jug.cli.command;

import dev.jug.cli.resource.ResourceFlags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that describe a container, with Docker's names. */
final class ContainerOptions {
  @Mixin ProcessFlags process = new ProcessFlags();

  @Mixin ResourceFlags resources = new ResourceFlags();

  @Mixin HealthFlags health = new HealthFlags();

  @Option(names = "--rm", description = "Remove the container when it ends.")
  boolean remove;

  @Option(
      names = "--restart",
      paramLabel = "POLICY",
      description = "no (default), on-failure[:N], always, unless-stopped: start it again.")
  String restart = "no";

  @Option(
      names = "--pull",
      paramLabel = "WHEN",
      description = "When to pull the image: always, missing (default), never.")
  String pull = "missing";

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing about the pull.")
  boolean quiet;

  @Option(names = "--name", description = "Name of the container.")
  @Nullable String name;

  @Option(names = "--rootfs", description = "Run on this directory instead of an image.")
  @Nullable String rootfs;

  @Option(names = "--bundle", description = "Run this OCI bundle.")
  @Nullable String bundle;

  @Option(
      names = "--expose-host-secrets",
      description = "Image host: show files that only root may read.")
  boolean exposeHostSecrets;

  @Option(
      names = {"-h", "--hostname"},
      description = "Host name of the container.")
  @Nullable String hostname;

  @Option(names = "--domainname", description = "NIS domain name of the container.")
  @Nullable String domainname;

  @Option(names = "--group-add", description = "Add a group to the process, by name or number.")
  List<String> groups = new ArrayList<>();

  @Option(names = "--cidfile", description = "Write the id to this file.")
  @Nullable String idFile;

  @Option(names = "--init", description = "Run a reaper as process 1.")
  boolean init;

  @Option(names = "--entrypoint", description = "Program that comes before the command.")
  @Nullable String entrypoint;

  @Option(names = "--cap-add", description = "Add a capability, or ALL.")
  List<String> capAdd = new ArrayList<>();

  @Option(names = "--cap-drop", description = "Drop a capability, or ALL.")
  List<String> capDrop = new ArrayList<>();

  @Option(names = "--read-only", description = "Make the root file system read-only.")
  boolean readOnly;

  @Option(
      names = "--security-opt",
      description =
          "no-new-privileges, seccomp=unconfined|FILE, apparmor=PROFILE, label=…,"
              + " landlock=default|FILE.")
  List<String> securityOptions = new ArrayList<>();

  @Option(names = "--ulimit", description = "NAME=SOFT[:HARD], such as nofile=1024:2048.")
  List<String> limits = new ArrayList<>();

  @Option(
      names = {"-v", "--volume"},
      description = "NAME:TARGET, PATH:TARGET or TARGET, with [:OPTIONS].")
  List<String> volumes = new ArrayList<>();

  @Option(names = "--volumes-from", description = "CONTAINER[:ro]: all its volumes and binds.")
  List<String> volumesFrom = new ArrayList<>();

  @Option(
      names = "--mount",
      description = "type=volume|bind|tmpfs|image,source=…,target=…[,readonly].")
  List<String> mounts = new ArrayList<>();

  @Option(names = "--tmpfs", description = "TARGET[:OPTIONS]: a file system in memory.")
  List<String> tmpfs = new ArrayList<>();

  @Option(names = "--shm-size", description = "Size of /dev/shm, default 64m.")
  @Nullable String shmSize;

  @Option(
      names = "--storage-opt",
      description = "size=SIZE[,inodes=COUNT] of what it changes of its image.")
  List<String> storageOptions = new ArrayList<>();

  @Option(names = "--device", description = "SOURCE[:TARGET[:rwm]]: a device of the host.")
  List<String> devices = new ArrayList<>();

  @Option(names = "--pid", description = "host, container:NAME.")
  String pid = "";

  @Option(names = "--ipc", description = "host, private, container:NAME.")
  String ipc = "";

  @Option(names = "--uts", description = "host.")
  String uts = "";

  @Mixin SpecialFlags special = new SpecialFlags();

  @Mixin NetworkFlags network = new NetworkFlags();

  @Option(
      names = "--userns",
      description = "host, auto[:size=N], keep-id[:uid=N,gid=N] or map:CONTAINER:HOST:SIZE.")
  String userns = "";

  @Option(names = "--cgroupns", description = "host, private.")
  String cgroupns = "";

  @Option(
      names = {"-l", "--label"},
      description = "NAME=VALUE.")
  List<String> labels = new ArrayList<>();

  @Option(names = "--label-file", description = "Read labels from a file, one a line.")
  List<String> labelFiles = new ArrayList<>();

  @Option(names = "--stop-signal", description = "Signal that asks it to end, default TERM.")
  @Nullable String stopSignal;

  @Option(names = "--stop-timeout", description = "Seconds before it is killed, default 10.")
  @Nullable Integer stopTimeout;

  @Option(
      names = "--log-driver",
      description = "json-file or local keep the output, syslog sends it on, none does not.")
  @Nullable String logDriver;

  @Option(
      names = "--log-opt",
      description = "max-size=SIZE of a file, max-file=COUNT; syslog-address=…, tag=….")
  List<String> logOptions = new ArrayList<>();

  @Option(names = "--oom-score-adj", description = "-1000 to 1000.")
  @Nullable Integer oomScoreAdj;

  @Option(names = "--sysctl", description = "NAME=VALUE.")
  List<String> sysctls = new ArrayList<>();

  @Parameters(arity = "0..*", paramLabel = "[IMAGE] COMMAND ARGUMENT", description = "What to run.")
  List<String> words = new ArrayList<>();
}
