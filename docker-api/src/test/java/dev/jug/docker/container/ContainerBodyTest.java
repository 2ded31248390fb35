package dev.jug.docker.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.Recursion;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.VolumeMount;
import dev.jug.network.EndpointRequest;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerBodyTest {
  private static ContainerRequest request(String json) {
    return new ContainerBody(Fields.parse(json.getBytes(UTF_8)), "name").request();
  }

  private static ContainerRequest withHost(String hostConfig) {
    return request("{\"Image\": \"box\", \"HostConfig\": {" + hostConfig + "}}");
  }

  @Test
  void theLeastIsAnImage() {
    var request = request("{\"Image\": \"box\"}");

    assertThat(request.image()).isEqualTo(new ContainerImage.Stored("box", null));
    assertThat(request.name()).isEqualTo("name");
    assertThat(request.process().entrypoint()).isNull();
    assertThat(request.process().command()).isEmpty();
    assertThat(request.resources()).isEqualTo(ResourceOptions.NONE);
    assertThat(request.namespaces().network()).isEqualTo(new NamespaceMode.OnNetwork("bridge"));
    assertThat(request.log()).isNull();
    assertThat(request.health()).isNull();
  }

  @Test
  void whatRuns() {
    var request =
        request(
            "{\"Image\": \"box\", \"Cmd\": [\"a\", \"b\"], \"Entrypoint\": \"sh\", \"Env\": [\"A=b\"],"
                + "\"WorkingDir\": \"/w\", \"User\": \"1:2\", \"Tty\": true, \"OpenStdin\": true,"
                + "\"StdinOnce\": true, \"Hostname\": \"h\", \"Labels\": {\"a\": \"b\"},"
                + "\"StopSignal\": \"SIGINT\", \"StopTimeout\": 3,"
                + "\"Healthcheck\": {\"Test\": [\"CMD\", \"true\"], \"Retries\": 2},"
                + "\"HostConfig\": {\"ConsoleSize\": [24, 80]}}");
    var process = request.process();

    assertThat(process.arguments()).containsExactly("sh", "a", "b");
    assertThat(process.environment()).containsExactly("A=b");
    assertThat(process.directory()).isEqualTo("/w");
    assertThat(process.user()).isEqualTo("1:2");
    assertThat(process.terminal() && process.stdin() && process.stdinOnce()).isTrue();
    assertThat(process.rows()).isEqualTo(24);
    assertThat(process.columns()).isEqualTo(80);
    assertThat(request.hostname()).isEqualTo("h");
    assertThat(request.labels()).containsEntry("a", "b");
    assertThat(request.stopSignal()).isEqualTo("SIGINT");
    assertThat(request.stopTimeout()).isEqualTo(3);
    assertThat(request.health()).isNotNull();
    assertThat(request("{\"Image\": \"box\", \"Entrypoint\": [\"\"]}").process().entrypoint())
        .isEmpty();
  }

  @Test
  void howItRuns() {
    var request =
        withHost(
            "\"Memory\": 1000000, \"NanoCpus\": 500000000, \"PidsLimit\": 0, \"AutoRemove\": true,"
                + "\"CapDrop\": [\"ALL\"], \"ReadonlyRootfs\": true, \"NetworkMode\": \"host\","
                + "\"Binds\": [\"/a:/b:ro\"], \"Tmpfs\": {\"/t\": \"size=1m\"}, \"ShmSize\": 1024,"
                + "\"Mounts\": [{\"Type\": \"bind\", \"Source\": \"/c\", \"Target\": \"/d\"},"
                + " {\"Type\": \"tmpfs\", \"Target\": \"/e\", \"TmpfsOptions\": {\"Mode\": 448}}],"
                + "\"Ulimits\": [{\"Name\": \"nofile\", \"Soft\": 1, \"Hard\": 2}],"
                + "\"RestartPolicy\": {\"Name\": \"on-failure\", \"MaximumRetryCount\": 3},"
                + "\"LogConfig\": {\"Type\": \"none\"}");

    assertThat(request.resources().memory()).isEqualTo(1_000_000);
    assertThat(request.resources().nanoCpus()).isEqualTo(500_000_000);
    assertThat(request.resources().pidsLimit()).isNull();
    assertThat(request.autoRemove()).isTrue();
    assertThat(request.security().capDrop()).containsExactly("ALL");
    assertThat(request.security().readOnly()).isTrue();
    assertThat(request.namespaces().network()).isEqualTo(new NamespaceMode.Host());
    assertThat(request.storage().binds())
        .extracting(bind -> bind.source() + " " + bind.target() + " " + bind.options())
        .containsExactly("/a /b [ro]", Path.of("/c") + " /d []");
    assertThat(request.storage().tmpfs())
        .extracting(tmpfs -> tmpfs.target() + " " + tmpfs.options())
        .containsExactly("/t [size=1m]", "/e [mode=700]");
    assertThat(request.limits()).hasSize(1);
    assertThat(request.restartPolicy()).isEqualTo(RestartPolicy.of("on-failure", 3));
    assertThat(request.logConfig().keeps()).isFalse();
  }

  @Test
  void mountsOfAllTypes() {
    var storage =
        request(
                """
                {"Image": "a", "Volumes": {"/place": {}, "/field": {}}, "HostConfig": {
                  "Binds": ["named:/named:ro"], "VolumesFrom": ["other:ro"], "Mounts": [
                    {"Type": "volume", "Source": "v1", "Target": "/field", "ReadOnly": true,
                     "VolumeOptions": {"NoCopy": true, "Subpath": "sub", "Labels": {"a": "b"},
                       "DriverConfig": {"Name": "local", "Options": {"type": "tmpfs"}}}},
                    {"Type": "volume", "Target": "/nameless"},
                    {"Type": "image", "Source": "i:1", "Target": "/i",
                     "ImageOptions": {"Subpath": "s"}},
                    {"Type": "bind", "Source": "/s", "Target": "/b", "ReadOnly": true,
                     "BindOptions": {"ReadOnlyNonRecursive": true, "Propagation": "rslave",
                       "CreateMountpoint": true}}]}}
                """)
            .storage();

    assertThat(storage.volumes())
        .extracting(VolumeMount::target, VolumeMount::name, VolumeMount::anonymous)
        .containsExactly(
            tuple("/named", "named", false),
            tuple("/field", "v1", false),
            tuple("/nameless", "", true),
            tuple("/place", "", true));
    var field = storage.volumes().get(1);
    assertThat(field.readOnly() && field.noCopy()).isTrue();
    assertThat(field.subpath()).isEqualTo("sub");
    assertThat(field.volume().labels()).containsEntry("a", "b");
    assertThat(field.volume().options()).containsEntry("type", "tmpfs");
    assertThat(storage.images().getFirst().subpath()).isEqualTo("s");
    var bind = storage.binds().getFirst();
    assertThat(bind.recursion()).isEqualTo(Recursion.WRITABLE);
    assertThat(bind.options()).containsExactly("ro", "rslave");
    assertThat(bind.createSource()).isTrue();
    assertThat(storage.volumesFrom().getFirst().readOnly()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | no image specified",
        "{\"Image\": 1} | Image: expected a string",
        "{\"Image\": \"a\", \"HostConfig\": {\"Memory\": \"1\"}} | HostConfig.Memory: expected",
        "{\"Image\": \"a\", \"HostConfig\": {\"Mounts\": [{\"Type\": \"x\"}]}} | type unknown",
        "{\"Image\": \"a\", \"HostConfig\": {\"Mounts\": [{\"Type\": \"bind\", \"Source\": \"b\","
            + " \"Target\": \"/b\"}]}} | mount path must be absolute",
        "{\"Image\": \"a\", \"HostConfig\": {\"Binds\": [\"name:/x:no\"]}} | invalid mode",
        "{\"Image\": \"a\", \"HostConfig\": {\"Binds\": [\"a1:/x\", \"/b:/x\"]}} | Duplicate mount",
        "{\"Image\": \"a\", \"StopTimeout\": 99999999999} | StopTimeout: expected"
      })
  void mistakesAreNamed(String json, String why) {
    assertThatThrownBy(() -> request(json))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whoSaysNothingOfNetworksIsOnTheBridge() {
    var request = request("{\"Image\": \"a\"}");
    assertThat(request.network().endpoints()).containsExactly(EndpointRequest.on("bridge"));
  }

  @Test
  void networksAndPorts() {
    var request =
        request(
            "{\"Image\": \"a\", \"ExposedPorts\": {\"80/tcp\": {}},"
                + "\"HostConfig\": {\"NetworkMode\": \"blue\", \"PortBindings\":"
                + "{\"80/tcp\": [{\"HostIp\": \"127.0.0.1\", \"HostPort\": \"8000-8010\"}]}},"
                + "\"NetworkingConfig\": {\"EndpointsConfig\": {\"blue\": {\"Aliases\": [\"web\"],"
                + "\"IPAMConfig\": {\"IPv4Address\": \"10.0.0.5\"}}, \"green\": {}}}}");

    assertThat(request.namespaces().network()).isEqualTo(new NamespaceMode.OnNetwork("blue"));
    assertThat(request.network().endpoints())
        .extracting(endpoint -> endpoint.network() + endpoint.aliases() + endpoint.ipv4())
        .containsExactlyInAnyOrder("blue[web]/10.0.0.5", "green[]null");
    assertThat(request.network().exposed()).containsExactly(ContainerPort.parse("80"));
    assertThat(request.network().ports())
        .containsExactly(PortSpec.binding(ContainerPort.parse("80"), "127.0.0.1", "8000-8010"));
  }
}
