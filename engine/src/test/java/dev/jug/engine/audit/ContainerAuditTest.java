package dev.jug.engine.audit;

import static dev.jug.engine.audit.Risk.Level.CRITICAL;
import static dev.jug.engine.audit.Risk.Level.HIGH;
import static dev.jug.engine.audit.Risk.Level.LOW;
import static dev.jug.engine.audit.Risk.Level.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.audit.Risk.Level;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.UserMode;
import dev.jug.network.port.PortSpec;
import dev.jug.oci.runtime.IdMapping;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of containers, and how loud. */
class ContainerAuditTest {
  private static ContainerRequestBuilder container() {
    return ContainerRequest.builder(
        new ContainerImage.Stored("web:1@sha256:0", null), List.of("web"));
  }

  private static List<Risk> risks(ContainerRequestBuilder container) {
    return ContainerAudit.of(container.build());
  }

  private static void assertFound(ContainerRequestBuilder container, Level level, String subject) {
    assertThat(risks(container))
        .anySatisfy(risk -> {
          assertThat(risk.level()).isEqualTo(level);
          assertThat(risk.subject()).contains(subject);
          assertThat(risk.why()).isNotEmpty();
          assertThat(risk.remedy()).isNotEmpty();
        });
  }

  private static SecurityOptions added(String capability) {
    return new SecurityOptions(List.of(capability), List.of(), false, false, List.of());
  }

  private static SecurityOptions option(String option) {
    return new SecurityOptions(List.of(), List.of(), false, false, List.of(option));
  }

  private static ContainerRequestBuilder bound(String volume) {
    return container().storage(new StorageBuilder().line(volume).build());
  }

  private static ContainerRequestBuilder with(String environment, String user) {
    return container()
        .process(
            new ProcessOptions(
                null, List.of("a"), List.of(environment), null, user, false, false, false, 0, 0));
  }

  @Test
  void oneWithAllFencesUpHasNothingToHide() {
    var careful =
        with("PATH=/bin", "1000")
            .namespaces(mappedTo(100_000))
            .security(
                new SecurityOptions(
                    List.of(), List.of(), false, true, List.of("no-new-privileges")))
            .resources(
                ResourceOptions.ofPids(64)
                    .orElse(
                        new ResourceOptions(
                            64L << 20, null, null, 1L, null, null, null, null, null, null)));
    assertThat(risks(careful)).isEmpty();
  }

  @Test
  void aDefaultOneIsNoStepAwayFromTheHost() {
    assertThat(risks(container())).noneMatch(risk -> risk.level().compareTo(HIGH) <= 0);
  }

  @Test
  void theWorstComesFirst() {
    var risks =
        risks(
            container()
                .security(new SecurityOptions(List.of(), List.of(), true, false, List.of())));
    assertThat(risks.getFirst().subject()).isEqualTo("--privileged");
    assertThat(risks).isSortedAccordingTo(Comparator.comparing(Risk::level));
  }

  @ParameterizedTest
  @CsvSource({
    "ALL,CRITICAL", "SYS_ADMIN,CRITICAL", "CAP_SYS_MODULE,CRITICAL", "SYS_RAWIO,CRITICAL",
    "dac_read_search,CRITICAL", "SYS_PTRACE,HIGH", "SYS_TIME,HIGH", "NET_ADMIN,MEDIUM",
    "SYSLOG,MEDIUM", "WAKE_ALARM,LOW"
  })
  void capabilitiesAreNamed(String capability, Level level) {
    assertFound(container().security(added(capability)), level, "--cap-add");
  }

  @ParameterizedTest
  @CsvSource({
    "seccomp=unconfined,HIGH",
    "seccomp:unconfined,HIGH",
    "systempaths=unconfined,CRITICAL",
  })
  void fencesThatAreOffAreNamed(String option, Level level) {
    assertFound(container().security(option(option)), level, option.substring(0, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "/:/host,CRITICAL",
    "/:/host:ro,HIGH",
    "/etc:/e,CRITICAL",
    "/etc/ssl:/e:ro,HIGH",
    "/var/run/docker.sock:/d.sock:ro,CRITICAL",
    "/proc:/p,CRITICAL",
    "/srv/../etc:/e,CRITICAL",
    "/srv/a:/a:rshared,HIGH"
  })
  void filesOfTheHostAreNamed(String volume, Level level) {
    assertFound(bound(volume), level, volume.split(":", -1)[1]);
  }

  @Test
  void aDirectoryOfDataIsNothing() {
    assertThat(risks(bound("/srv/data:/data"))).noneMatch(risk -> risk.subject().contains("-v"));
  }

  @Test
  void namespacesOfTheHostAreNamed() {
    var host = new NamespaceMode.Host();
    var all =
        container()
            .namespaces(new NamespaceOptions(host, host, host, host, new UserMode.Unsaid(), host));
    assertFound(all, HIGH, "--pid host");
    assertFound(all, HIGH, "--network host");
    assertFound(all, MEDIUM, "--ipc host");
    assertFound(all, MEDIUM, "--cgroupns host");
    assertFound(all, LOW, "--uts host");
  }

  @Test
  void devicesAreNamed() {
    assertFound(
        container().devices(List.of(DeviceMapping.parse("/dev/mem"))), CRITICAL, "/dev/mem");
    assertFound(container().devices(List.of(DeviceMapping.parse("/dev/fuse"))), MEDIUM, "fuse");
    assertFound(container().deviceRules(List.of("b *:* rwm")), CRITICAL, "b *:*");
    assertFound(container().deviceRules(List.of("c 10:229 rw")), MEDIUM, "10:229");
  }

  @Test
  void whatItMayUseUpIsNamed() {
    assertFound(container(), MEDIUM, "memory");
    assertFound(container(), LOW, "processor");
    assertFound(container().resources(ResourceOptions.ofPids(-1)), MEDIUM, "processes");
  }

  @Test
  void portsForEverybodyAreNamed() {
    assertFound(published("8080:80"), MEDIUM, "all addresses");
    assertThat(risks(published("127.0.0.1:8080:80")))
        .noneMatch(risk -> risk.subject().contains("addresses"));
  }

  private static ContainerRequestBuilder published(String ports) {
    return container()
        .network(
            new NetworkOptions(
                List.of(),
                PortSpec.published(ports),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of()));
  }

  @Test
  void aSecretIsNamedWithoutItsValue() {
    assertFound(with("DB_PASSWORD=hunter2", "1"), MEDIUM, "DB_PASSWORD");
    assertFound(with("X=AKIAABCDEFGHIJKLMNOP", "1"), MEDIUM, "-e X");
    assertThat(risks(with("DB_PASSWORD=hunter2", "1")).toString()).doesNotContain("hunter2");
    assertThat(risks(with("DB_PASSWORD_FILE=/run/x", "1")))
        .noneMatch(risk -> risk.subject().contains("PASSWORD"));
  }

  @ParameterizedTest
  @CsvSource({"a,true", "r.lan:5000/a,true", "a:latest,true", "a:1,false", "a@sha256:0,false"})
  void aTagThatChangesIsNamed(String image, boolean named) {
    var risks = risks(container().build().toBuilder(new ContainerImage.Stored(image, null)));
    assertThat(risks.stream().anyMatch(risk -> risk.subject().startsWith("image")))
        .isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({"'',true", "0,true", "root:adm,true", "0:5,true", "1000,false", "web,false"})
  void rootIsNamed(String user, boolean named) {
    assertThat(risks(with("A=b", user)).stream().anyMatch(r -> r.subject().equals("runs as root")))
        .isEqualTo(named);
  }

  @Test
  void rootOfAUserNamespaceIsNobodysRoot() {
    var mapped = mapped(100_000).security(added("SYS_ADMIN"));
    assertThat(risks(mapped))
        .extracting(Risk::subject)
        .contains("--cap-add SYS_ADMIN")
        .doesNotContain("runs as root", "no user namespace");
    assertFound(mapped(100_000).security(added("SYS_ADMIN")), Level.LOW, "--cap-add");
    assertFound(mapped(0), Level.HIGH, "host id 0");
    assertFound(with("A=b", "1000"), Level.LOW, "no user namespace");
  }

  private static ContainerRequestBuilder mapped(long host) {
    return container().namespaces(mappedTo(host));
  }

  private static NamespaceOptions mappedTo(long host) {
    return NamespaceOptions.DEFAULT.with(IdMap.of(List.of(new IdMapping(0, host, 1000))));
  }
}
