package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * linux.netDevices. Callers are in a network namespace of their own, so that nothing happens to the
 * machine's network; an engine in another one does not serve them.
 */
@EndToEnd
@Requires("command:ip")
class NetworkDevicesTest {
  private static final String SETUP =
      """
      set -e; ip link add host1 type veth peer name host2
      ip addr add 10.9.8.7/24 dev host2; ip addr add fd00:9::7/64 dev host2 nodad
      ip addr add 169.254.3.3/16 scope link dev host2
      exec "$@"
      """;

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
    var path = runtime.bundle(bundle, "sh", "-c", script).toString();
    var command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", SETUP, "sh"));
    command.addAll(runtime.command("run", "-b", path, "moved"));
    return Jug.finish(runtime.jug().start(command), new byte[0]);
  }

  private static Bundle devices(String objects) {
    return new Bundle().linux("\"netDevices\": {" + objects + "}");
  }

  @Test
  void aDeviceMovesWithItsAddresses() {
    var seen = run(devices("\"host2\": {\"name\": \"eth5\"}"), "ip addr show dev eth5").text();

    assertThat(seen)
        .contains("inet 10.9.8.7/24 scope global eth5", "inet6 fd00:9::7/64 scope global", ",UP")
        .doesNotContain("169.254.3.3");
  }

  @Test
  void aDeviceKeepsItsName() {
    assertThat(run(devices("\"host2\": {}"), "ip link").text())
        .contains("host2@")
        .doesNotContain("host1:");
  }

  @Test
  void whatCannotMoveIsNamed() {
    assertThat(run(devices("\"eth9\": {}"), "true").err())
        .contains("linux.netDevices.eth9: there is no such device on the host");
    assertThat(run(devices("\"host2\": {\"name\": \"lo\"}"), "true").err())
        .contains("linux.netDevices.host2: the container has a device called lo already");
    assertThat(run(devices("\"lo\": {\"name\": \"lo2\"}"), "true").err())
        .contains("linux.netDevices.lo: ", "Invalid argument");
  }

  @Test
  void theContainerNeedsANetworkOfItsOwn() {
    var none = devices("\"host2\": {}").namespaces("{\"type\": \"mount\"}", "{\"type\": \"uts\"}");
    var ours =
        devices("\"host2\": {}")
            .namespaces(
                "{\"type\": \"mount\"}",
                "{\"type\": \"uts\"}",
                "{\"type\": \"network\", \"path\": \"/proc/self/ns/net\"}");

    assertThat(run(none, "true").err())
        .contains("linux.netDevices: needs a network namespace of the container's own");
    assertThat(run(ours, "true").err())
        .contains("linux.netDevices: the container's network namespace is the host's");
  }
}
