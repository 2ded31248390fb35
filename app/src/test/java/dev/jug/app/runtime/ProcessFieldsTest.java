package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of process, and of linux that are about it, seen from inside the container. */
@EndToEnd
class ProcessFieldsTest {
  private OciRuntime runtime;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private Result run(Bundle bundle, String script) {
    var path = runtime.bundle(bundle, "sh", "-c", script);
    return runtime.run("run", "-b", path.toString(), "c");
  }

  private String process(String fields, String script) {
    return run(new Bundle().process(fields), script).text();
  }

  private String refused(Bundle bundle) {
    var result = run(bundle, "true");
    assertThat(result.code()).isEqualTo(1);
    return result.err().strip();
  }

  private static String stat(int field) {
    return "cut -d ' ' -f " + field + " /proc/self/stat";
  }

  @ParameterizedTest
  @CsvSource({"SCHED_BATCH, 3", "SCHED_IDLE, 5", "SCHED_OTHER, 0"})
  void scheduler(String policy, String number) {
    var field = "\"scheduler\": {\"policy\": \"" + policy + "\", \"nice\": 7}";

    assertThat(process(field, stat(41))).isEqualTo(number);
    assertThat(process(field, stat(19))).isEqualTo(policy.equals("SCHED_IDLE") ? "0" : "7");
  }

  @Test
  void aSchedulerThatCannotBeIsRefused() {
    assertThat(refused(new Bundle().process("\"scheduler\": {\"policy\": \"SCHED_FIFO\"}")))
        .contains("process.scheduler.priority: 0 is not in the range 1 … 99");
    assertThat(
            refused(
                new Bundle().process("\"scheduler\": {\"policy\": \"SCHED_OTHER\", \"nice\": 50}")))
        .contains("process.scheduler.nice: 50 is not in the range -20 … 19");
    assertThat(refused(new Bundle().process("\"scheduler\": {\"policy\": \"SCHED_MAGIC\"}")))
        .contains("process.scheduler.policy", "SCHED_MAGIC");
  }

  @Test
  void ioPriority() {
    assertThat(
            process(
                "\"ioPriority\": {\"class\": \"IOPRIO_CLASS_BE\", \"priority\": 6}", "ionice -p 1"))
        .isEqualTo("best-effort: prio 6");
    assertThat(process("\"ioPriority\": {\"class\": \"IOPRIO_CLASS_IDLE\"}", "ionice -p 1"))
        .startsWith("idle");
    assertThat(
            refused(
                new Bundle()
                    .process("\"ioPriority\": {\"class\": \"IOPRIO_CLASS_BE\", \"priority\": 8}")))
        .contains("process.ioPriority.priority: 8 is not in the range 0 … 7");
  }

  @Test
  void personality() {
    var result = run(new Bundle().linux("\"personality\": {\"domain\": \"LINUX32\"}"), "uname -m");

    assertThat(result.text()).isIn("i686", "armv8l");
    assertThat(refused(new Bundle().linux("\"personality\": {\"domain\": \"BSD\"}")))
        .contains("linux.personality");
  }

  @Test
  void memoryPolicy() {
    var bind =
        run(
            new Bundle().linux("\"memoryPolicy\": {\"mode\": \"MPOL_BIND\", \"nodes\": \"0\"}"),
            "head -n 1 /proc/self/numa_maps");

    assertThat(bind.text()).contains(" bind:0 ");
    assertThat(refused(new Bundle().linux("\"memoryPolicy\": {\"mode\": \"MPOL_NONE\"}")))
        .contains("linux.memoryPolicy");
    assertThat(
            refused(
                new Bundle()
                    .linux("\"memoryPolicy\": {\"mode\": \"MPOL_BIND\", \"nodes\": \"x\"}")))
        .contains("linux.memoryPolicy.nodes");
  }

  @Test
  void affinityOfOneMoreProcess() {
    var path =
        runtime.bundle(
            new Bundle().process("\"execCPUAffinity\": {\"initial\": \"0-1\", \"final\": \"1\"}"),
            "sleep",
            "1000");
    runtime.leave("run", "-d", "-b", path.toString(), "c").ok();

    assertThat(runtime.run("exec", "c", "grep", "Cpus_allowed_list", "/proc/self/status").text())
        .endsWith("\t1");
    assertThat(runtime.run("exec", "c", "grep", "Cpus_allowed_list", "/proc/1/status").text())
        .endsWith("\t0-1");
  }

  @Test
  void userAndMask() {
    var user = "\"user\": {\"uid\": 1000, \"gid\": 5, \"umask\": 63, \"additionalGids\": [50, 51]}";

    assertThat(process(user, "id -u; id -g; id -G; umask")).isEqualTo("1000\n5\n5 50 51\n0077");
  }

  @Test
  void limitsAndScore() {
    assertThat(
            process(
                "\"rlimits\": [{\"type\": \"RLIMIT_NOFILE\", \"soft\": 100, \"hard\": 200}]",
                "ulimit -Sn; ulimit -Hn"))
        .isEqualTo("100\n200");
    assertThat(process("\"oomScoreAdj\": 300", "cat /proc/self/oom_score_adj")).isEqualTo("300");
    assertThat(process("\"noNewPrivileges\": true", "grep NoNewPrivs /proc/self/status"))
        .endsWith("1");
  }

  @Test
  void aScoreInAUserNamespace() {
    var bundle = new Bundle().process("\"oomScoreAdj\": 300").users("0, 100000, 65536");

    assertThat(run(bundle, "cat /proc/self/oom_score_adj").text()).isEqualTo("300");
  }

  @Test
  void capabilities() {
    var five =
        """
        "capabilities": {"bounding": ["CAP_CHOWN", "CAP_KILL"], "effective": ["CAP_KILL"],
         "permitted": ["CAP_KILL", "CAP_CHOWN"], "inheritable": ["CAP_KILL"],
         "ambient": ["CAP_KILL"]}, "user": {"uid": 1000, "gid": 1000}\
        """;

    assertThat(process(five, "grep Cap /proc/self/status"))
        .contains("CapInh:\t0000000000000020", "CapBnd:\t0000000000000021")
        .contains("CapAmb:\t0000000000000020", "CapEff:\t0000000000000020");
  }

  /** There the kernel gives everything at first, whatever the engine itself has. */
  @Test
  void capabilitiesInAUserNamespace() {
    var some =
        """
        "capabilities": {"bounding": ["CAP_SYS_RESOURCE"], "effective": ["CAP_SYS_RESOURCE"],
         "permitted": ["CAP_SYS_RESOURCE"]}\
        """;
    var users = new Bundle().users("0, 100000, 65536");

    assertThat(run(users, "grep Cap /proc/self/status").text())
        .contains("CapBnd:\t0000000000000000", "CapEff:\t0000000000000000");
    assertThat(run(users.process(some), "grep Cap /proc/self/status").text())
        .contains("CapBnd:\t0000000001000000", "CapEff:\t0000000001000000");
  }

  @Test
  void labelsNeedTheirModule() {
    assertThat(refused(new Bundle().process("\"apparmorProfile\": \"jug-test\"")))
        .contains("process.apparmorProfile", "AppArmor is not enabled in this kernel");
    assertThat(refused(new Bundle().process("\"selinuxLabel\": \"a:b:c:s0\"")))
        .contains("process.selinuxLabel", "SELinux is not enabled in this kernel");
  }
}
