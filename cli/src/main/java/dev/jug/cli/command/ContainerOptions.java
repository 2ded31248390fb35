package dev.jug.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that describe a container, with Docker's names. */
final class ContainerOptions {
  @Option(
      names = {"-i", "--interactive"},
      description = "Keep standard input open.")
  boolean interactive;

  @Option(
      names = {"-t", "--tty"},
      description = "Give the container a terminal.")
  boolean terminal;

  @Option(names = "--rm", description = "Remove the container when it ends.")
  boolean remove;

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
      names = {"-e", "--env"},
      description = "NAME=VALUE, or NAME to pass it on.")
  List<String> environment = new ArrayList<>();

  @Option(names = "--env-file", description = "Read environment variables from a file.")
  List<String> environmentFiles = new ArrayList<>();

  @Option(
      names = {"-w", "--workdir"},
      description = "Working directory in the container.")
  @Nullable String directory;

  @Option(
      names = {"-u", "--user"},
      description = "USER[:GROUP], by name or number.")
  @Nullable String user;

  @Option(
      names = {"-h", "--hostname"},
      description = "Host name of the container.")
  @Nullable String hostname;

  @Option(names = "--init", description = "Run a reaper as process 1.")
  boolean init;

  @Option(names = "--entrypoint", description = "Program that comes before the command.")
  @Nullable String entrypoint;

  @Option(
      names = {"-m", "--memory"},
      description = "Memory limit, such as 512m.")
  @Nullable String memory;

  @Option(names = "--memory-swap", description = "Memory and swap together; -1: unlimited swap.")
  @Nullable String memorySwap;

  @Option(names = "--memory-reservation", description = "Memory soft limit.")
  @Nullable String memoryReservation;

  @Option(names = "--cpus", description = "Number of processors, such as 1.5.")
  @Nullable String cpus;

  @Option(
      names = {"-c", "--cpu-shares"},
      description = "Relative weight, default 1024.")
  @Nullable Long cpuShares;

  @Option(names = "--cpu-quota", description = "Microseconds in each period.")
  @Nullable Long cpuQuota;

  @Option(names = "--cpu-period", description = "Length of a period in microseconds.")
  @Nullable Long cpuPeriod;

  @Option(names = "--cpuset-cpus", description = "Processors to run on, such as 0-2,5.")
  @Nullable String cpusetCpus;

  @Option(names = "--cpuset-mems", description = "Memory nodes to allocate from.")
  @Nullable String cpusetMems;

  @Option(names = "--pids-limit", description = "Most processes and threads; -1: unlimited.")
  @Nullable Long pidsLimit;

  @Option(names = "--cap-add", description = "Add a capability, or ALL.")
  List<String> capAdd = new ArrayList<>();

  @Option(names = "--cap-drop", description = "Drop a capability, or ALL.")
  List<String> capDrop = new ArrayList<>();

  @Option(names = "--privileged", description = "Give it every right there is.")
  boolean privileged;

  @Option(names = "--read-only", description = "Make the root file system read-only.")
  boolean readOnly;

  @Option(names = "--security-opt", description = "no-new-privileges, seccomp=unconfined|FILE.")
  List<String> securityOptions = new ArrayList<>();

  @Option(names = "--ulimit", description = "NAME=SOFT[:HARD], such as nofile=1024:2048.")
  List<String> limits = new ArrayList<>();

  @Option(
      names = {"-v", "--volume"},
      description = "SOURCE:TARGET[:OPTIONS].")
  List<String> volumes = new ArrayList<>();

  @Option(names = "--mount", description = "type=bind|tmpfs,source=…,target=…[,readonly].")
  List<String> mounts = new ArrayList<>();

  @Option(names = "--tmpfs", description = "TARGET[:OPTIONS]: a file system in memory.")
  List<String> tmpfs = new ArrayList<>();

  @Option(names = "--shm-size", description = "Size of /dev/shm, default 64m.")
  @Nullable String shmSize;

  @Option(names = "--device", description = "SOURCE[:TARGET[:rwm]]: a device of the host.")
  List<String> devices = new ArrayList<>();

  @Option(names = "--pid", description = "host, container:NAME.")
  String pid = "";

  @Option(names = "--ipc", description = "host, private, container:NAME.")
  String ipc = "";

  @Option(names = "--uts", description = "host.")
  String uts = "";

  @Option(
      names = {"--network", "--net"},
      description = "none, host, container:NAME, ns:PATH.")
  String network = "";

  @Option(names = "--userns", description = "host.")
  String userns = "";

  @Option(names = "--cgroupns", description = "host, private.")
  String cgroupns = "";

  @Option(
      names = {"-l", "--label"},
      description = "NAME=VALUE.")
  List<String> labels = new ArrayList<>();

  @Option(names = "--stop-signal", description = "Signal that asks it to end, default TERM.")
  @Nullable String stopSignal;

  @Option(names = "--stop-timeout", description = "Seconds before it is killed, default 10.")
  @Nullable Integer stopTimeout;

  @Option(
      names = "--log-driver",
      description = "json-file or local keep the output, none does not.")
  String logDriver = "local";

  @Option(names = "--oom-score-adj", description = "-1000 to 1000.")
  @Nullable Integer oomScoreAdj;

  @Option(names = "--sysctl", description = "NAME=VALUE.")
  List<String> sysctls = new ArrayList<>();

  @Option(names = "--detach-keys", description = "Keys that detach, default ctrl-p,ctrl-q.")
  @Nullable String detachKeys;

  @Parameters(arity = "0..*", paramLabel = "[IMAGE] COMMAND ARGUMENT", description = "What to run.")
  List<String> words = new ArrayList<>();
}
