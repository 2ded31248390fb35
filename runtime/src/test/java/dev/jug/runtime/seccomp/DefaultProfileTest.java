package dev.jug.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.cap.Capability;
import dev.jug.linux.seccomp.Architecture;
import dev.jug.linux.seccomp.SyscallTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DefaultProfileTest {
  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050026;

  private final Architecture machine = Architecture.ofMachine();
  private final SyscallTable table = SyscallTable.of(machine);

  private int verdict(Set<Capability> capabilities, String name, long first) {
    var program = SeccompCompiler.compile(new DefaultProfile().resolve(capabilities));
    int number = table.number(name).orElseThrow();
    return new BpfMachine(program).run(machine.audit(), number, first, 0, 0, 0, 0, 0);
  }

  @Test
  void everydayCallsPass() {
    for (var name : new String[] {"read", "openat", "execve", "mseal", "futex_wait", "ptrace"}) {
      assertThat(verdict(Set.of(), name, 0)).as(name).isEqualTo(Verdict.ALLOW);
    }
  }

  @Test
  void whatNeedsACapabilityNeedsIt() {
    assertThat(verdict(Set.of(), "mount", 0)).isEqualTo(EPERM);
    assertThat(verdict(EnumSet.of(Capability.SYS_ADMIN), "mount", 0)).isEqualTo(Verdict.ALLOW);
    assertThat(verdict(Set.of(), "clone3", 0)).isEqualTo(ENOSYS);
    assertThat(verdict(Set.of(), "clone", 0x10000000)).isEqualTo(EPERM);
    assertThat(verdict(Set.of(), "clone", 0x11)).isEqualTo(Verdict.ALLOW);
    assertThat(verdict(Set.of(), "keyctl", 0)).isEqualTo(EPERM);
  }

  @Test
  void twoSocketFamiliesAreRefused() {
    assertThat(verdict(Set.of(), "socket", 2)).isEqualTo(Verdict.ALLOW);
    assertThat(verdict(Set.of(), "socket", 38)).isEqualTo(EPERM);
    assertThat(verdict(Set.of(), "socket", 40)).isEqualTo(EPERM);
  }

  @Test
  void theProgramIsShort() {
    var program = SeccompCompiler.compile(new DefaultProfile().resolve(Set.of()));

    assertThat(program.length / 8).isLessThan(700);
  }

  /** The way to the kernel that all containers share; docs/security.md has the numbers. */
  @Test
  @DisplayName("G29: of the kernel's calls a container has the rest, and no rung has more")
  void whatIsLeftOfTheKernel() throws IOException {
    var calls = SyscallTable.of(Architecture.X86_64).all().keySet();
    var passed =
        new DefaultProfile()
            .resolve(Set.of()).syscalls().stream()
                .filter(rule -> rule.action().equals("SCMP_ACT_ALLOW"))
                .flatMap(rule -> rule.names().stream())
                .filter(calls::contains)
                .distinct()
                .count();

    var page = Path.of(System.getProperty("jug.root", ".."), "docs", "security.md");
    assertThat(Files.readString(page))
        .contains("%d of the %d system calls".formatted(passed, calls.size()));
  }
}
