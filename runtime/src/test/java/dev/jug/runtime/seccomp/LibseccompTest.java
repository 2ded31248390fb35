package dev.jug.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.cap.Capability;
import dev.jug.linux.seccomp.Architecture;
import dev.jug.linux.seccomp.SyscallTable;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Argument;
import dev.jug.oci.runtime.Seccomp.Rule;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our filters against libseccomp's: both programs are run over every system call number and every
 * class of arguments. The verdicts must be equal, with two exceptions that are ours by design: x32
 * calls are refused, and calls newer than any in the profile do not exist (ENOSYS), as with runc.
 */
@Requires({"command:gcc", "file:/usr/include/seccomp.h"})
class LibseccompTest {
  private static final int X32_BIT = 0x40000000;

  @TempDir static Path folder;

  @BeforeAll
  static void compileOracle() throws Exception {
    try (var in = Objects.requireNonNull(LibseccompTest.class.getResourceAsStream("oracle.c"))) {
      Files.write(folder.resolve("oracle.c"), in.readAllBytes());
    }
    var compiler =
        new ProcessBuilder("gcc", "-o", "oracle", "oracle.c", "-lseccomp")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).isZero();
  }

  @DisplayName("G10: the default profile is judged as libseccomp judges it")
  @Test
  void theDefaultProfileIsJudgedAlike() throws Exception {
    compare(new DefaultProfile().resolve(Set.of()));
    compare(new DefaultProfile().resolve(EnumSet.of(Capability.SYS_CHROOT, Capability.SYS_PTRACE)));
    compare(new DefaultProfile().resolve(EnumSet.allOf(Capability.class)));
  }

  @RepeatedTest(40)
  void randomProfilesAreJudgedAlike(RepetitionInfo repetition) throws Exception {
    compare(randomProfile(new Random(repetition.getCurrentRepetition())));
  }

  /** x86 has sockets and System V IPC in a second way too, which a rule must not leave open. */
  @Test
  void multiplexedCallsAreJudgedAlike() throws Exception {
    var vsock = List.of(new Argument(0, 40, 0, "SCMP_CMP_EQ"));
    var level = List.of(new Argument(1, 1, 0, "SCMP_CMP_EQ"));
    var forbidding =
        List.of(
            new Rule(List.of("socket"), "SCMP_ACT_ERRNO", 7, vsock),
            new Rule(List.of("setsockopt"), "SCMP_ACT_ERRNO", 7, level),
            new Rule(
                List.of("accept", "shmat", "semop", "msgrcv"), "SCMP_ACT_ERRNO", 7, List.of()));
    compare(profile("SCMP_ACT_ALLOW", forbidding));
    compare(
        profile(
            "SCMP_ACT_ERRNO",
            List.of(
                new Rule(List.of("socket", "sendto", "shmget"), "SCMP_ACT_ALLOW", null, List.of()),
                new Rule(List.of("futex_waitv"), "SCMP_ACT_ALLOW", null, List.of()))));
  }

  @Test
  void rulesThatRepeatTheDefaultChangeNothing() throws Exception {
    var five = List.of(new Argument(0, 5, 0, "SCMP_CMP_EQ"));
    var threeOrMore = List.of(new Argument(0, 3, 0, "SCMP_CMP_GE"));
    compare(
        profile(
            "SCMP_ACT_ERRNO",
            List.of(
                new Rule(List.of("read"), "SCMP_ACT_ERRNO", null, five),
                new Rule(List.of("read"), "SCMP_ACT_ALLOW", null, threeOrMore),
                new Rule(List.of("write"), "SCMP_ACT_ERRNO", null, List.of()),
                new Rule(List.of("write"), "SCMP_ACT_ALLOW", null, five))));
  }

  @Test
  void everyDefaultActionIsJudgedAlike() throws Exception {
    for (var action : List.of("LOG", "TRACE", "TRAP", "KILL", "KILL_PROCESS", "ERRNO")) {
      var rules = List.of(new Rule(List.of("read", "mount"), "SCMP_ACT_ALLOW", null, List.of()));
      compare(profile("SCMP_ACT_" + action, rules));
    }
  }

  private static Seccomp profile(String action, List<Rule> rules) {
    var architectures = List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86");
    return new Seccomp(action, null, architectures, List.of(), rules);
  }

  /**
   * One rule a call: where two rules compare the same argument by order, libseccomp 2.5.4 forgets
   * the second one. {@link SeveralRulesTest} covers those.
   */
  private static Seccomp randomProfile(Random random) {
    var names =
        List.of("read", "write", "openat", "clone", "personality", "prctl", "fcntl", "mmap");
    var rules = new ArrayList<Rule>();
    for (var name : names) {
      rules.add(new Rule(List.of(name), "SCMP_ACT_ERRNO", 7, RandomRules.arguments(random)));
    }
    return profile("SCMP_ACT_ALLOW", rules);
  }

  private static void compare(Seccomp profile) throws Exception {
    var ours = new BpfMachine(SeccompCompiler.compile(profile));
    var oracle = oracle(profile);
    var theirs = new BpfMachine(oracle.program());
    var values = interestingValues(profile);
    for (var architecture : List.of(Architecture.X86_64, Architecture.X86)) {
      var table = SyscallTable.of(architecture);
      int newest = newest(profile, table);
      var skipped =
          oracle.tooNew().stream()
              .flatMapToInt(name -> table.number(name).stream())
              .boxed()
              .toList();
      for (int number = 0; number <= newest; number++) {
        if (!skipped.contains(number)) {
          compare(ours, theirs, architecture, number, values, profile.syscalls());
        }
      }
      assertThat(ours.run(architecture.audit(), newest + 1, 0, 0, 0, 0, 0, 0))
          .isEqualTo(Verdict.forNewerCalls(verdict(profile)));
    }
    assertThat(ours.run(0x1234, 0, 0, 0, 0, 0, 0, 0))
        .isEqualTo(theirs.run(0x1234, 0, 0, 0, 0, 0, 0, 0));
    int otherwise = verdict(profile);
    int x32 = Verdict.letsThrough(otherwise) ? Verdict.KILL_THREAD : otherwise;
    for (int number : new int[] {X32_BIT, X32_BIT + 165, X32_BIT + 520, Integer.MIN_VALUE, -2}) {
      assertThat(ours.run(Architecture.X86_64.audit(), number, 0, 0, 0, 0, 0, 0))
          .as("x32 call %x", number)
          .isEqualTo(x32);
    }
    assertThat(ours.run(Architecture.X86_64.audit(), -1, 0, 0, 0, 0, 0, 0))
        .as("a call that a tracer skips")
        .isEqualTo(theirs.run(Architecture.X86_64.audit(), -1, 0, 0, 0, 0, 0, 0));
  }

  private static int verdict(Seccomp profile) {
    return Verdict.of(profile.defaultAction(), profile.defaultErrnoRet());
  }

  private static int newest(Seccomp profile, SyscallTable table) {
    return profile.syscalls().stream()
        .flatMap(rule -> rule.names().stream())
        .flatMapToInt(name -> table.number(name).stream())
        .max()
        .orElse(-1);
  }

  private static void compare(
      BpfMachine ours,
      BpfMachine theirs,
      Architecture architecture,
      int number,
      List<Long> values,
      List<Rule> rules) {
    for (long first : values) {
      for (long second : values.size() > 40 ? List.of(0L, first) : values) {
        int audit = architecture.audit();
        int mine = ours.run(audit, number, first, second, 0, 0, 0, 0);
        int wanted = theirs.run(audit, number, first, second, 0, 0, 0, 0);
        if (mine != wanted) {
          assertThat(Integer.toHexString(mine))
              .as("%s call %d (0x%x, 0x%x) of %s", architecture, number, first, second, rules)
              .isEqualTo(Integer.toHexString(wanted));
        }
      }
    }
  }

  /** Each operand, its neighbours, and the same with the upper half changed. */
  private static List<Long> interestingValues(Seccomp profile) {
    var values = new TreeSet<>(List.of(0L, 1L, -1L));
    values.addAll(List.of(5L, 11L, 12L, 14L, 21L, 23L));
    for (var rule : profile.syscalls()) {
      for (var argument : rule.args()) {
        for (long value : List.of(argument.value(), argument.valueTwo())) {
          values.addAll(
              List.of(value, value - 1, value + 1, value ^ 1L << 32, value & 0xffffffffL));
        }
      }
    }
    return List.copyOf(values);
  }

  /** What libseccomp made of a profile, and the calls it is too old for. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Oracle(byte[] program, List<String> tooNew) {}

  private static Oracle oracle(Seccomp profile) throws IOException, InterruptedException {
    var text = new StringBuilder("default 0x" + Integer.toHexString(verdict(profile)) + "\n");
    text.append("arch 0x").append(Integer.toHexString(Architecture.X86.audit())).append('\n');
    for (var rule : profile.syscalls()) {
      int action = Verdict.of(rule.action(), rule.errnoRet());
      for (var name : rule.names()) {
        if (action != verdict(profile)) {
          text.append("rule 0x%x %s".formatted(action, name));
          rule.args().forEach(a -> text.append(argument(a)));
          text.append('\n');
        }
      }
    }
    var process = new ProcessBuilder(folder.resolve("oracle").toString()).start();
    try (var in = process.getOutputStream()) {
      in.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
    var bytes = process.getInputStream().readAllBytes();
    var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(errors).isZero();
    return new Oracle(bytes, errors.lines().toList());
  }

  private static String argument(Argument a) {
    int operator = RandomRules.OPERATORS.indexOf(a.op().substring("SCMP_CMP_".length()));
    return " %d %d %s %s"
        .formatted(
            a.index(),
            operator,
            Long.toUnsignedString(a.value()),
            Long.toUnsignedString(a.valueTwo()));
  }
}
