package dev.jug.engine.doctor;

import static dev.jug.engine.doctor.Row.Verdict.NOTE;
import static dev.jug.engine.doctor.Row.Verdict.OK;
import static dev.jug.engine.doctor.Row.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.doctor.KernelAnswers.PacketFilter;
import dev.jug.engine.doctor.Row.Verdict;
import dev.jug.linux.Call;
import dev.jug.linux.fs.FileSystemRoom;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of machines that lack something. */
class ChecksTest {
  private static final Chain FORWARD = new Table(Family.IP, "filter").chain("FORWARD");
  private static final Chain LEFT = new Table(Family.IP, "filter").chain("DOCKER-USER");

  @TempDir Path root;
  private FakeMachine machine;

  @BeforeEach
  void make() throws IOException {
    machine = new FakeMachine(root);
  }

  private Row row(Check check, String subject) throws IOException {
    return machine.look(check).stream()
        .filter(row -> row.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + subject));
  }

  private void is(Verdict verdict, Check check, String subject, String said) throws IOException {
    var row = row(check, subject);
    assertThat(row.verdict()).as(row.toString()).isEqualTo(verdict);
    assertThat(row.toString()).contains(said);
  }

  @ParameterizedTest
  @CsvSource({"5.12.0,WRONG", "5.13.0,OK", "6.18.1-amd64,OK", "4.19.0,WRONG"})
  void kernelsBefore513AreTooOld(String release, Verdict verdict) throws IOException {
    machine.has("proc/sys/kernel/osrelease", release + "\n");
    is(verdict, new KernelCheck(), "version", release);
  }

  @Test
  void whatAnOlderKernelDoesNotHaveIsSaid() throws IOException {
    machine.has("proc/sys/kernel/osrelease", "6.1.0-28-amd64\n");
    is(NOTE, new KernelCheck(), "before 6.12", "unpacked into folders");
    assertThat(machine.look(new KernelCheck())).noneMatch(row -> row.subject().contains("5.19"));
  }

  @Test
  void aCallThatIsMissingIsNamed() throws IOException {
    machine.missing.add(Call.OPENAT2);
    is(WRONG, new KernelCheck(), "system calls", "openat2");
  }

  @Test
  void withoutOverlayNothingIsAsItShould() throws IOException {
    machine.has("proc/filesystems", "\text4\n").lacks("dev/loop-control");
    is(WRONG, new FileSystemsCheck(), "overlay", "modprobe overlay");
    is(NOTE, new FileSystemsCheck(), "erofs", "unpacked");
    is(NOTE, new FileSystemsCheck(), "loop", "size=");
    is(NOTE, new FileSystemsCheck(), "fuse", "sshfs");
  }

  @Test
  void whatCanBeLoadedIsThere() throws IOException {
    machine
        .has("proc/filesystems", "\text4\n")
        .has("lib/modules/6.18.1-amd64/modules.dep", "kernel/fs/overlayfs/overlay.ko.xz: x\n")
        .has("lib/modules/6.18.1-amd64/modules.builtin", "kernel/fs/erofs/erofs.ko\n");
    is(OK, new FileSystemsCheck(), "overlay", "");
    is(OK, new FileSystemsCheck(), "erofs", "");
  }

  @ParameterizedTest
  @CsvSource({"user,NOTE", "pid,WRONG", "net,WRONG", "time,NOTE"})
  void aKindOfNamespaceThatIsMissing(String kind, Verdict verdict) throws IOException {
    machine.lacks("proc/self/ns/" + kind);
    is(verdict, new NamespacesCheck(), kind, "CONFIG_");
  }

  @ParameterizedTest
  @CsvSource({"net,0,WRONG", "net,20,NOTE", "user,0,NOTE"})
  void aLimitOfNamespacesThatIsTooSmall(String kind, String most, Verdict verdict)
      throws IOException {
    machine.has("proc/sys/user/max_" + kind + "_namespaces", most);
    is(verdict, new NamespacesCheck(), "user.max_" + kind + "_namespaces", "ENOSPC");
  }

  @Test
  void filtersOfSystemCalls() throws IOException {
    machine.has("proc/sys/kernel/seccomp/actions_avail", "errno allow\n");
    is(WRONG, new SeccompCheck(), "filters", "without kill_process");
    machine.has("proc/sys/kernel/seccomp/actions_avail", "errno allow kill_process\n");
    is(NOTE, new SeccompCheck(), "agents", "profile learn");
    machine.lacks("proc/sys/kernel/seccomp/actions_avail");
    is(WRONG, new SeccompCheck(), "filters", "CONFIG_SECCOMP_FILTER");
  }

  @Test
  void groupsOfVersionOneAndBoth() throws IOException {
    machine
        .has(
            "proc/self/mountinfo",
            """
            30 20 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            31 20 0:27 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
            """)
        .has("proc/cgroups", "#name\nmemory\t4\t1\t1\ncpu\t0\t1\t1\n")
        .has("sys/fs/cgroup/unified/cgroup.controllers", "\n");
    is(NOTE, new CgroupsCheck(), "version", "hybrid");
    is(OK, new CgroupsCheck(), "memory", "/sys/fs/cgroup/memory");
    is(WRONG, new CgroupsCheck(), "cpu", "--cpus");
    is(WRONG, new CgroupsCheck(), "devices", "--device");
    is(NOTE, new CgroupsCheck(), "cpuset", "--cpuset-cpus");
    is(NOTE, new CgroupsCheck(), "swap", "--memory-swap");
    machine.has("sys/fs/cgroup/memory/memory.memsw.limit_in_bytes", "1");
    is(OK, new CgroupsCheck(), "swap", "counted");
  }

  @Test
  void groupsOfVersionTwo() throws IOException {
    is(OK, new CgroupsCheck(), "version", "2");
    is(OK, new CgroupsCheck(), "blkio", "");
    is(OK, new CgroupsCheck(), "devices", "");
    machine.has("sys/fs/cgroup/cgroup.controllers", "cpu\n");
    is(WRONG, new CgroupsCheck(), "memory", "-m");
    machine.has("proc/self/mountinfo", "1 1 0:1 / / rw - ext4 d rw\n");
    is(WRONG, new CgroupsCheck(), "hierarchies", "mount -t cgroup2");
  }

  @Test
  void whoIsNotRootIsTold() throws IOException {
    machine.has("proc/self/status", "Uid:\t1000\t1000\nCapEff:\t0\n");
    is(WRONG, new PermissionsCheck(), "user", "uid 1000");
    is(WRONG, new PermissionsCheck(), "capabilities", "CAP_SYS_ADMIN");
  }

  @Test
  void rootWithoutSomeCapabilities() throws IOException {
    machine.has("proc/self/status", "Uid:\t0\t0\nCapEff:\t000001fffeffffff\n");
    is(OK, new PermissionsCheck(), "capabilities", "");
    is(NOTE, new PermissionsCheck(), "CAP_SYS_RESOURCE", "--ulimit");
    machine.has("proc/self/status", "Uid:\t0\t0\nCapEff:\t000000ffffffffff\n");
    is(NOTE, new PermissionsCheck(), "for containers", "CAP_CHECKPOINT_RESTORE");
  }

  @ParameterizedTest
  @CsvSource({"overlay,WRONG", "nfs4,WRONG", "tmpfs,NOTE", "xfs,OK"})
  void fileSystemsThatHoldNoContainers(String type, Verdict verdict) throws IOException {
    machine.fileSystem = type;
    is(verdict, new DiskCheck(), "file system", type);
  }

  @ParameterizedTest
  @CsvSource({"100,WRONG", "4000,NOTE", "6000,OK"})
  void howMuchRoomThereIs(long megabytes, Verdict verdict) throws IOException {
    machine.room =
        new FileSystemRoom(9000L << 20, (megabytes + 77) << 20, megabytes << 20, 100_000, 10);
    is(verdict, new DiskCheck(), "space", "77 MB more in reserve");
    is(NOTE, new DiskCheck(), "inodes", "no space left on device");
  }

  @Test
  void theStoresReserve() throws IOException {
    assertThat(machine.look(new DiskCheck())).noneMatch(row -> row.subject().equals("reserve"));
    Files.createDirectories(root.resolve("state/images"));
    is(NOTE, new DiskCheck(), "reserve", "spare");
    machine.has("state/images/spare", "");
    is(OK, new DiskCheck(), "reserve", "spare");
  }

  @Test
  void devicesThatCannotBeMade() throws IOException {
    machine.lack = "veth: EOPNOTSUPP";
    is(WRONG, new NetworkCheck(), "veth", "modprobe veth");
    is(OK, new NetworkCheck(), "bridge", "");
    machine.has("proc/sys/net/bridge/bridge-nf-call-iptables", "1");
    is(NOTE, new NetworkCheck(), "net.bridge.bridge-nf-call-iptables", "sysctl");
  }

  @Test
  void whoeverDropsWhatPassesThroughIsNamed() throws IOException {
    is(OK, new FirewallCheck(), "forwarding", "nobody");
    machine.filter = new PacketFilter(List.of(FORWARD), List.of(FORWARD));
    is(NOTE, new FirewallCheck(), "forwarding", "ip filter FORWARD");
    machine.filter = new PacketFilter(List.of(FORWARD, LEFT), List.of(FORWARD));
    is(OK, new FirewallCheck(), "forwarding", "nobody");
    is(OK, new FirewallCheck(), "Docker", "DOCKER-USER");
    var own = new Table(Family.INET, "jug-12345678").chain("forward");
    machine.filter = new PacketFilter(List.of(own), List.of(own));
    is(OK, new FirewallCheck(), "forwarding", "nobody");
  }

  @Test
  void withoutTablesTheProgramsAreNeeded() throws IOException {
    machine.filter = null;
    is(OK, new FirewallCheck(), "iptables", "there is no nf_tables");
    machine.lacks("usr/sbin/iptables-restore");
    is(WRONG, new FirewallCheck(), "rules", "apt-get install iptables");
  }

  @Test
  void portsThatAreTakenAreCounted() throws IOException {
    is(OK, new PortsCheck(), "TCP", "all can be published");
    machine.has(
        "proc/self/net/tcp",
        """
          sl  local_address rem_address   st
           0: 00000000:1F90 00000000:0000 0A 0
           1: 0100007F:0050 0100007F:C000 01 0
        """);
    is(OK, new PortsCheck(), "TCP", "1 in use, not for -p: 8080");
  }

  @Test
  void limitsThatAreTooSmall() throws IOException {
    machine
        .has("proc/sys/fs/inotify/max_user_instances", "128\n")
        .has(
            "proc/self/limits",
            "Max open files   1024  1024  files\nMax processes 9 unlimited x\n");
    is(NOTE, new LimitsCheck(), "fs.inotify.max_user_instances", "EMFILE");
    is(NOTE, new LimitsCheck(), "Max open files", "ulimit -n 4096");
    is(OK, new LimitsCheck(), "Max processes", "unlimited");
  }

  @Test
  void clocks() throws IOException {
    machine.clockKept = false;
    is(NOTE, new ClockCheck(), "time", "timesyncd");
    machine.now = Instant.EPOCH;
    is(WRONG, new ClockCheck(), "time", "not valid yet");
  }

  @Test
  void whatTheEngineRunsOn() throws IOException {
    machine.java = Runtime.Version.parse("21.0.2");
    machine.fastDigests = false;
    machine.lacks("lib/jug.aot");
    is(WRONG, new JavaCheck(), "JDK", "21.0.2");
    is(NOTE, new JavaCheck(), "libcrypto", "libssl3");
    is(NOTE, new JavaCheck(), "start-up cache", "libexec/jug-train");
  }

  @Test
  void theEngine() throws IOException {
    is(OK, new EngineCheck(), "engine", "does not run");
    machine.listens = true;
    is(OK, new EngineCheck(), "engine", "runs, at ");
    machine.mistake = "engine.json:1:2: no";
    is(WRONG, new EngineCheck(), "settings", "engine.json:1:2: no");
  }

  @Test
  void programsAndModules() throws IOException {
    machine.lacks("usr/sbin/mkfs.ext4");
    is(NOTE, new ProgramsCheck(), "mkfs.ext4", "e2fsprogs");
    is(OK, new SecurityModulesCheck(), "Landlock", "not active");
    machine.landlock = 4;
    is(OK, new SecurityModulesCheck(), "Landlock", "version 4: policies for files and ports");
    machine.has("sys/module/apparmor/parameters/enabled", "Y");
    Files.createDirectories(root.resolve("sys/kernel/security/apparmor"));
    is(NOTE, new SecurityModulesCheck(), "AppArmor", "apt-get install apparmor");
  }

  @Test
  void whatHelpsAttackersIsCounted() throws IOException {
    machine.has("proc/sys/kernel/unprivileged_bpf_disabled", "0");
    is(NOTE, new ExposureCheck(), "settings of the kernel", "jug audit host");
  }
}
