package dev.jug.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.audit.Risk.Level;
import dev.jug.engine.settings.DoorSettings;
import dev.jug.engine.settings.HostAddress;
import dev.jug.engine.settings.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of machines, which are trees of files here. */
class HostAuditTest {
  @TempDir Path machine;

  private void has(String file, String text) throws IOException {
    var path = machine.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private List<String> subjects() throws IOException {
    return new HostAudit(machine)
        .find(machine).stream()
            .map(Risk::subject)
            .filter(subject -> !subject.endsWith("MB free"))
            .toList();
  }

  private void isCareful() throws IOException {
    has("proc/sys/kernel/osrelease", "6.18.1\n");
    has("sys/kernel/security/lsm", "capability,landlock,apparmor\n");
    has("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
    has("proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 1 0 1\n");
    has("sys/devices/system/cpu/vulnerabilities/meltdown", "Mitigation: PTI\n");
    has("proc/sys/kernel/kptr_restrict", "1\n");
  }

  @Test
  void aCarefulOneHasNothingToHide() throws IOException {
    isCareful();
    assertThat(subjects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "proc/sys/kernel/unprivileged_bpf_disabled,0,kernel.unprivileged_bpf_disabled = 0",
    "proc/sys/kernel/kptr_restrict,0,kernel.kptr_restrict = 0",
    "proc/sys/kernel/yama/ptrace_scope,0,kernel.yama.ptrace_scope = 0",
    "proc/sys/kernel/dmesg_restrict,0,kernel.dmesg_restrict = 0",
    "proc/sys/kernel/perf_event_paranoid,-1,kernel.perf_event_paranoid = -1",
    "proc/sys/user/max_user_namespaces,999,user.max_user_namespaces = 999",
    "proc/sys/vm/unprivileged_userfaultfd,1,vm.unprivileged_userfaultfd = 1",
    "proc/sys/kernel/osrelease,4.19.0-amd64,Linux 4.19.0-amd64",
    "sys/kernel/security/lsm,capability,security modules: capability",
    "sys/devices/system/cpu/vulnerabilities/meltdown,Vulnerable,processor: meltdown"
  })
  void whatIsWrongIsNamed(String file, String text, String subject) throws IOException {
    isCareful();
    has(file, text + "\n");
    assertThat(subjects()).containsExactly(subject);
  }

  @Test
  void swapOnADiskIsNamed() throws IOException {
    isCareful();
    has("proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 1\n");
    assertThat(subjects()).containsExactly("swap on /dev/sda2");
  }

  @Test
  void cgroupVersionOneIsNamed() throws IOException {
    isCareful();
    Files.delete(machine.resolve("sys/fs/cgroup/cgroup.controllers"));
    assertThat(subjects()).containsExactly("cgroup version 1");
  }

  @ParameterizedTest
  @CsvSource({"rw-rw-rw-,CRITICAL", "rw-------,", "rwx------,"})
  void aSocketForEverybodyIsNamed(String permissions, @Nullable Level level) throws IOException {
    var socket = Files.writeString(machine.resolve("docker.sock"), "");
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(permissions));
    assertThat(
            DoorAudit.of(doors(List.of(), false), List.of(socket)).stream()
                .map(Risk::level)
                .toList())
        .isEqualTo(level == null ? List.of() : List.of(level));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://10.0.0.1:2375,false,CRITICAL", "tcp://127.0.0.1:2375,false,HIGH",
    "tcp://10.0.0.1:2376,true,", "unix:///run/x,false,"
  })
  void aPortWithoutTlsIsNamed(String host, boolean tls, @Nullable Level level) {
    var doors = doors(List.of(HostAddress.parse(host, tls)), tls);
    assertThat(DoorAudit.of(doors, List.of()).stream().map(Risk::level).toList())
        .isEqualTo(level == null ? List.of() : List.of(level));
  }

  private static DoorSettings doors(List<HostAddress> hosts, boolean tls) {
    var file = Path.of("/k");
    return new DoorSettings(
        hosts,
        new TlsSettings(tls, tls, file, file, file),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
