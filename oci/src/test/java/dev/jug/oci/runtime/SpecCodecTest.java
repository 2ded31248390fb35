package dev.jug.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpecCodecTest {
  private final SpecCodec codec = new SpecCodec();

  private Spec read(String json) {
    return codec.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsLeftOutIsEmptyAndWhatIsUnknownIsIgnored() {
    var spec =
        read(
            """
            {"ociVersion": "1.2.0", "future": {"a": 1}, "root": {"path": "rootfs"},
             "process": {"args": ["sh"], "cwd": "/"}, "linux": {}}
            """);

    assertThat(spec.mounts()).isEmpty();
    assertThat(spec.process().user()).isEqualTo(User.ROOT);
    assertThat(spec.linux().resources()).isEqualTo(Resources.NONE);
    assertThat(spec.root().readonly()).isFalse();
  }

  @Test
  void unsignedNumbersKeepTheirBits() {
    var spec =
        read(
            """
            {"ociVersion": "1.2.0", "process": {"args": ["x"], "cwd": "/", "rlimits":
             [{"type": "RLIMIT_CORE", "soft": 18446744073709551615, "hard": 18446744073709551615}]}}
            """);

    assertThat(spec.process().rlimits().getFirst().soft()).isEqualTo(-1);
  }

  @Test
  void writingAndReadingGivesTheSame() {
    var spec =
        read(
            """
            {"ociVersion": "1.2.0", "hostname": "h", "annotations": {"a": "b"},
             "linux": {"namespaces": [{"type": "pid"}, {"type": "network", "path": "/run/netns/x"}],
             "resources": {"memory": {"limit": 1000}, "pids": {"limit": 5}}}}
            """);

    assertThat(codec.read(codec.write(spec))).isEqualTo(spec);
  }

  @Test
  void aFilterThatWasReadBeforeIsTheSameObject() {
    var filter =
        """
        {"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read", "é"], "action": "SCMP_ACT_ALLOW",
         "args": [{"index": 0, "value": 18446744073709551615, "op": "SCMP_CMP_EQ"}]}]}\
        """;
    var one = read("{\"ociVersion\": \"1.2.0\", \"linux\": {\"seccomp\": " + filter + "}}");
    var other =
        read(
            "{\"ociVersion\": \"1.3.0\", \"linux\": {\"seccomp\":\n"
                + filter
                + ", \"sysctl\": {}}}");

    assertThat(other.linux().seccomp()).isSameAs(one.linux().seccomp());
    assertThat(one.linux().seccomp().syscalls().getFirst().args().getFirst().value()).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource
  void whatIsWrongIsNamed(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(message);
  }

  static Stream<Arguments> whatIsWrongIsNamed() {
    return Stream.concat(wrongProcesses(), otherMistakes());
  }

  private static Stream<Arguments> wrongProcesses() {
    return Stream.of(
        wrong(
            "\"process\": {\"cwd\": \"/\", \"args\": 5}",
            "process.args: expected a list, found a number"),
        wrong(
            "\"process\": {\"cwd\": \"/\", \"args\": [\"a\", 5]}",
            "process.args[1]: expected a string, found a number"),
        wrong(
            "\"process\": {\"cwd\": \"/\", \"terminal\": \"true\"}",
            "process.terminal: expected true or false, found a string"),
        wrong("\"process\": []", "process: expected an object, found a list"),
        wrong("\"process\": {\"cwd\": \"x\"}", "process.cwd: \"x\" is not absolute"),
        wrong(
            "\"process\": {\"cwd\": \"/\", \"user\": {\"uid\": \"0\"}}",
            "process.user.uid: expected a whole number, found a string"),
        wrong(
            "\"process\": {\"cwd\": \"/\", \"user\": {\"uid\": -1}}",
            "process.user.uid: -1 is not in the range"),
        wrong(
            "\"process\": {\"cwd\": \"/\", \"oomScoreAdj\": 1.5}",
            "process.oomScoreAdj: expected a whole number, found a number with a point"),
        wrong(
            "\"process\": {\"cwd\": \"/\", \"env\": [\"A=\\u0000\"]}",
            "process.env[0]: a string with a NUL"));
  }

  private static Stream<Arguments> otherMistakes() {
    return Stream.of(
        wrong(
            "\"linux\": {\"namespaces\": [{\"type\": \"disk\"}]}",
            "linux.namespaces[0].type: \"disk\" is none of mount"),
        wrong(
            "\"linux\": {\"resources\": {\"pids\": {\"limit\": 123456789012345678901234567890}}}",
            "linux.resources.pids.limit: 123456789012345678901234567890 is not in the range"),
        wrong(
            "\"linux\": {\"seccomp\": {\"defaultAction\": \"SCMP_ACT_NO\"}}",
            "linux.seccomp.defaultAction"),
        wrong(
            "\"linux\": {\"seccomp\": {\"defaultAction\": \"SCMP_ACT_KILL\", \"syscalls\": [{\"names\": [7]}]}}",
            "linux.seccomp.syscalls[0].names[0]: expected a string"),
        wrong(
            "\"linux\": {\"sysctl\": {\"kernel.panic\": \"1\"}}",
            "linux.sysctl.kernel.panic: not namespaced"),
        wrong(
            "\"linux\": {\"sysctl\": {\"net.core.somaxconn\": \"1\"}}",
            "needs a network namespace"),
        wrong(
            "\"linux\": {\"uidMappings\": [{\"containerID\": 0, \"hostID\": 0, \"size\": 0}]}",
            "linux.uidMappings[0].size: 0 is not in the range"),
        wrong("\"linux\": {\"maskedPaths\": [\"proc\"]}", "linux.maskedPaths"),
        wrong(
            "\"linux\": {\"devices\": [{\"type\": \"x\", \"path\": \"/dev/x\"}]}",
            "linux.devices[0].type"),
        wrong(
            "\"hooks\": {\"poststop\": [{\"path\": \"x\"}]}",
            "hooks.poststop[0].path: \"x\" is not absolute"),
        wrong(
            "\"hooks\": {\"poststop\": [{\"path\": \"/x\", \"timeout\": 0}]}",
            "hooks.poststop[0].timeout: 0"),
        wrong("\"mounts\": [{\"source\": \"x\"}]", "mounts[0].destination: missing"),
        wrong("\"hostname\": \"a\", \"hostname\": \"b\"", "hostname"),
        Arguments.of("{\"root\": {\"path\": \"r\"}}", "ociVersion: missing"),
        Arguments.of("{\"ociVersion\": \"2.0.0\"}", "ociVersion: \"2.0.0\""),
        Arguments.of("{\"ociVersion\": \"1.0.0\"} x", "config.json"),
        Arguments.of("{\"ociVersion\":\n ]", "config.json: line 2"),
        Arguments.of("", "config.json"),
        Arguments.of("null", "config.json: expected an object"),
        Arguments.of("[".repeat(200), "config.json"));
  }

  private static Arguments wrong(String field, String message) {
    return Arguments.of("{\"ociVersion\": \"1.3.0\", " + field + "}", message);
  }
}
