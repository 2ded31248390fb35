package dev.jug.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.kube.model.Bytes;
import dev.jug.kube.model.Check;
import dev.jug.kube.model.ConfigMap;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.ContainerPort;
import dev.jug.kube.model.Deployment;
import dev.jug.kube.model.DnsConfig;
import dev.jug.kube.model.DnsPolicy;
import dev.jug.kube.model.EnvFrom;
import dev.jug.kube.model.EnvVar;
import dev.jug.kube.model.HostAlias;
import dev.jug.kube.model.HostNamespaces;
import dev.jug.kube.model.PersistentVolumeClaim;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.Port;
import dev.jug.kube.model.Probe;
import dev.jug.kube.model.Protocol;
import dev.jug.kube.model.Quantity;
import dev.jug.kube.model.Resource;
import dev.jug.kube.model.RestartPolicy;
import dev.jug.kube.model.Secret;
import dev.jug.kube.model.SecurityProfile;
import dev.jug.kube.model.Service;
import dev.jug.kube.model.Volume;
import dev.jug.kube.model.VolumeMount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What becomes of fields. */
class ManifestTest {
  private static <T extends Resource> T read(Class<T> kind) throws ManifestException {
    var manifest = Manifest.read(Example.everything());
    assertThat(manifest.notes()).isEmpty();
    return manifest.resources().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Container web() throws ManifestException {
    return read(Pod.class).spec().containers().getFirst();
  }

  @Test
  void aPod() throws ManifestException {
    var pod = read(Pod.class);
    assertThat(pod.metadata().name()).isEqualTo("everything");
    assertThat(pod.metadata().labels()).isEqualTo(Map.of("app", "shop", "8", "eight"));
    var spec = pod.spec();
    assertThat(spec.restartPolicy()).isEqualTo(RestartPolicy.ON_FAILURE);
    assertThat(spec.host())
        .as("yes is true")
        .isEqualTo(new HostNamespaces(true, false, false, false));
    assertThat(spec.shareProcessNamespace()).isTrue();
    assertThat(spec.dnsPolicy()).isEqualTo(DnsPolicy.NONE);
    assertThat(spec.dnsConfig())
        .isEqualTo(
            new DnsConfig(
                List.of("10.0.0.1"), List.of("example.org"), List.of("ndots:2", "rotate")));
    assertThat(spec.hostAliases())
        .containsExactly(new HostAlias("10.0.0.2", List.of("db", "db.example.org")));
    assertThat(spec.terminationGracePeriod()).isEqualTo(Duration.ofSeconds(5));
    assertThat(spec.activeDeadline()).contains(Duration.ofHours(1));
    assertThat(spec.securityContext().fsGroup()).isEqualTo(OptionalLong.of(2000));
    assertThat(spec.securityContext().supplementalGroups()).containsExactly(3000L, 4000L);
    assertThat(spec.securityContext().sysctls()).isEqualTo(Map.of("net.core.somaxconn", "1024"));
    assertThat(spec.securityContext().apparmor()).contains(new SecurityProfile.Localhost("shop"));
    assertThat(spec.initContainers()).extracting(Container::sidecar).containsExactly(false, true);
    assertThat(spec.initContainers())
        .extracting(Container::pullPolicy)
        .containsOnly(Container.PullPolicy.IF_NOT_PRESENT);
  }

  @Test
  void aContainer() throws ManifestException {
    var web = web();
    assertThat(web.command()).containsExactly("java", "-jar");
    assertThat(web.args()).containsExactly("shop.jar");
    assertThat(web.terminal()).isEqualTo(new Container.Terminal(true, true, true));
    assertThat(web.env())
        .containsExactly(
            new EnvVar("PORT", new EnvVar.Source.Text("8080")),
            new EnvVar("LEVEL", new EnvVar.Source.ConfigMapKey("settings", "level", true)),
            new EnvVar("PASSWORD", new EnvVar.Source.SecretKey("database", "password", false)),
            new EnvVar("ADDRESS", new EnvVar.Source.PodField("status.podIP")),
            new EnvVar(
                "HEAP",
                new EnvVar.Source.ContainerResource(
                    "web", "limits.memory", Quantity.parse("1Mi"))));
    assertThat(web.envFrom())
        .containsExactly(
            new EnvFrom("CFG_", false, "settings", false), new EnvFrom("", true, "database", true));
    assertThat(web.ports())
        .containsExactly(
            new ContainerPort(
                Optional.of("http"),
                8080,
                OptionalInt.of(80),
                Optional.of("127.0.0.1"),
                Protocol.TCP),
            new ContainerPort(
                Optional.empty(), 53, OptionalInt.empty(), Optional.empty(), Protocol.UDP));
    assertThat(web.resources().limits().get("cpu")).isEqualTo(Quantity.parse("1500m"));
    assertThat(web.resources().requests().get("memory")).isEqualTo(Quantity.parse("67108864"));
    assertThat(web.volumeMounts())
        .containsExactly(
            new VolumeMount(
                "scratch", "/tmp", "", false, false, VolumeMount.Propagation.HOST_TO_CONTAINER),
            new VolumeMount(
                "config", "/etc/shop/level", "level", false, false, VolumeMount.Propagation.NONE),
            new VolumeMount(
                "files", "/srv/files", "$(PORT)", true, false, VolumeMount.Propagation.NONE));
  }

  @Test
  void probesAndHooks() throws ManifestException {
    var web = web();
    assertThat(web.probes().liveness())
        .contains(
            new Probe(
                new Check.HttpGet(
                    "localhost",
                    new Port.Name("http"),
                    "/alive",
                    true,
                    List.of(new Check.Header("X-Probe", "1"))),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                1,
                4,
                Optional.of(Duration.ofSeconds(1))));
    assertThat(web.probes().readiness())
        .as("with the API's defaults")
        .contains(
            new Probe(
                new Check.Grpc(9000, "ready"),
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                2,
                3,
                Optional.empty()));
    assertThat(web.probes().startup().map(Probe::check))
        .contains(new Check.Exec(List.of("test", "-e", "/ready")));
    assertThat(web.lifecycle())
        .isEqualTo(
            new Container.Lifecycle(
                Optional.of(new Check.Exec(List.of("true"))),
                Optional.of(new Check.Sleep(Duration.ofSeconds(2)))));
  }

  @Test
  void whatAContainerMayDo() throws ManifestException {
    var context = web().securityContext();
    assertThat(context.runAsUser()).isEqualTo(OptionalLong.of(0));
    assertThat(context.runAsNonRoot()).contains(false);
    assertThat(context.readOnlyRootFilesystem()).isTrue();
    assertThat(context.allowPrivilegeEscalation()).isFalse();
    assertThat(context.addedCapabilities()).containsExactly("NET_BIND_SERVICE");
    assertThat(context.droppedCapabilities()).containsExactly("ALL");
    assertThat(context.seccomp()).contains(new SecurityProfile.Unconfined());
  }

  @Test
  void volumes() throws ManifestException {
    var password = new Volume.Item("password", "password", Optional.empty());
    assertThat(read(Pod.class).spec().volumes())
        .extracting(Volume::source)
        .containsExactly(
            new Volume.EmptyDir(true, Optional.of(Quantity.parse("16Mi"))),
            new Volume.Objects(
                false,
                "settings",
                List.of(new Volume.Item("level", "sub/level", Optional.of(0440))),
                0400,
                true),
            new Volume.HostPath("/srv", "DirectoryOrCreate"),
            new Volume.Objects(true, "database", List.of(), 0400, false),
            new Volume.Claim("files", true),
            new Volume.DownwardApi(
                List.of(
                    new Volume.PodFile(
                        "labels", new EnvVar.Source.PodField("metadata.labels"), Optional.empty())),
                0444),
            new Volume.Projected(
                List.of(
                    new Volume.Objects(false, "settings", List.of(), 0440, false),
                    new Volume.Objects(true, "database", List.of(password), 0440, false),
                    new Volume.DownwardApi(
                        List.of(
                            new Volume.PodFile(
                                "cpu",
                                new EnvVar.Source.ContainerResource(
                                    "web", "requests.cpu", Quantity.parse("1m")),
                                Optional.of(0400))),
                        0440)),
                0440));
  }

  @Test
  void theOthers() throws ManifestException {
    var deployment = read(Deployment.class);
    assertThat(deployment.replicas()).isEqualTo(3);
    assertThat(deployment.recreate()).isTrue();
    assertThat(deployment.minReady()).isEqualTo(Duration.ofSeconds(2));
    assertThat(deployment.selector().matches(Map.of("app", "web", "tier", "front"))).isTrue();
    assertThat(deployment.selector().matches(Map.of("app", "web", "tier", "back"))).isFalse();
    assertThat(deployment.selector().matches(Map.of("app", "db"))).isFalse();
    assertThat(deployment.template().spec().containers()).hasSize(1);

    var service = read(Service.class);
    assertThat(service.type()).isEqualTo(Service.Type.NODE_PORT);
    assertThat(service.affinity()).contains(Duration.ofMinutes(10));
    assertThat(service.ports())
        .containsExactly(
            new Service.ServicePort(
                Optional.of("http"),
                80,
                new Port.Name("http"),
                OptionalInt.of(30080),
                Protocol.TCP),
            new Service.ServicePort(
                Optional.of("dns"), 53, new Port.Number(5353), OptionalInt.empty(), Protocol.UDP));

    assertThat(read(ConfigMap.class).data())
        .isEqualTo(
            Map.of(
                "level", Bytes.of("info"),
                "empty", Bytes.of(""),
                "lines", Bytes.of("one\ntwo\n"),
                "logo", Bytes.of(new byte[] {(byte) 0x89, 'P', 'N', 'G'})));
    var secret = read(Secret.class);
    assertThat(secret.data())
        .isEqualTo(Map.of("password", Bytes.of("secret"), "user", Bytes.of("shop")));
    assertThat(secret.toString()).doesNotContain("shop").doesNotContain("secret");
    var claim = read(PersistentVolumeClaim.class);
    assertThat(claim.storage().value()).isEqualTo(1_610_612_736L);
    assertThat(claim.volumeName()).contains("shop-files");
  }

  @Test
  void jsonIsReadToo() throws ManifestException {
    var json =
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}},
          {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}, "data": null}]}
        """;
    assertThat(Manifest.read(json).resources())
        .extracting(resource -> resource.metadata().name())
        .containsExactly("a", "b");
  }

  @Test
  void anEmptyFileHasNothing() throws ManifestException {
    assertThat(Manifest.read("").resources()).isEmpty();
    assertThat(Manifest.read("# nothing\n---\n---\n").resources()).isEmpty();
  }
}
