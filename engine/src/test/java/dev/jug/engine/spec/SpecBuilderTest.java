package dev.jug.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.apparmor.AppArmor;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.engine.request.MountForm;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.Recursion;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.engine.request.UserMode;
import dev.jug.engine.user.RootView;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.SpecCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecBuilderTest {
  private static final Seccomp FILTER =
      new Seccomp("SCMP_ACT_ERRNO", 1, List.of(), List.of(), List.of());

  @TempDir Path root;

  private static ContainerRequestBuilder request() {
    return ContainerRequest.builder(new ContainerImage.Rootfs(Path.of("/rootfs")), List.of("sh"));
  }

  private Spec build(ContainerRequest request, Mount... volumes) {
    return build(request, List.of(volumes));
  }

  private Spec build(ContainerRequest request, List<Mount> volumes) {
    var input =
        new SpecInput(
            "ab".repeat(32),
            request,
            "ababababab",
            new RootView(List.of(root)),
            List.of(),
            List.of(),
            volumes,
            _ -> 42,
            Optional.empty());
    return new SpecBuilder(new Filters(_ -> FILTER), new AppArmor(Path.of("/nowhere"), false))
        .build(input);
  }

  private static SecurityOptions security(List<String> add, List<String> drop, String... options) {
    return new SecurityOptions(add, drop, false, false, List.of(options));
  }

  private List<String> bounding(SecurityOptions security) {
    var spec = build(request().security(security).build());
    return Objects.requireNonNull(spec.process().capabilities()).bounding();
  }

  /** The defaults as a whole, so that any change of them is seen by whoever reads the change. */
  @Test
  void theDefaultsAreDockers() throws IOException {
    var golden = "/dev/jug/engine/spec/default-spec.json";
    try (var in = SpecBuilderTest.class.getResourceAsStream(golden)) {
      var expected = new SpecCodec().read(Objects.requireNonNull(in).readAllBytes());
      assertThat(build(request().build())).isEqualTo(expected);
    }
  }

  @Test
  void capabilitiesAreAddedAndDropped() {
    var defaults = bounding(SecurityOptions.DEFAULT);
    assertThat(defaults).hasSize(14);
    assertThat(bounding(security(List.of("net_admin"), List.of("CAP_CHOWN"))))
        .contains("CAP_NET_ADMIN")
        .doesNotContain("CAP_CHOWN")
        .hasSize(14);
    assertThat(bounding(security(List.of("KILL"), List.of("ALL")))).containsExactly("CAP_KILL");
    assertThat(bounding(security(List.of("ALL"), List.of("KILL")))).doesNotContain("CAP_KILL");
    assertThatThrownBy(() -> bounding(security(List.of("FLY"), List.of())))
        .isInstanceOf(Invalid.class)
        .hasMessage("invalid CapAdd: unknown capability: \"FLY\"");
  }

  @Test
  void aUserWhoIsNotRootHoldsNothing() {
    var process =
        new ProcessOptions(
            List.of(), List.of("sh"), List.of(), null, "1000", false, false, false, 0, 0);
    var capabilities = build(request().process(process).build()).process().capabilities();
    assertThat(capabilities.bounding()).hasSize(14);
    assertThat(capabilities.permitted()).isEmpty();
    assertThat(capabilities.effective()).isEmpty();
  }

  @Test
  void privilegedMeansEverything() {
    var security = new SecurityOptions(List.of(), List.of(), true, false, List.of());
    var spec = build(request().security(security).build());
    assertThat(spec.linux().seccomp()).isNull();
    assertThat(spec.linux().maskedPaths()).isEmpty();
    assertThat(spec.linux().readonlyPaths()).isEmpty();
    assertThat(spec.linux().devices()).isNotEmpty();
    assertThat(mount(spec, "/sys").options()).doesNotContain("ro");
  }

  @Test
  void securityOptionsAreRead() {
    var spec =
        build(
            request()
                .security(security(List.of(), List.of(), "no-new-privileges", "seccomp=unconfined"))
                .build());
    assertThat(spec.process().noNewPrivileges()).isTrue();
    assertThat(spec.linux().seccomp()).isNull();
    assertThatThrownBy(() -> bounding(security(List.of(), List.of(), "make-it-safe")))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aProfileOfTheUsersOwnIsRead() throws IOException {
    var file = root.resolve("profile.json");
    Files.writeString(
        file,
        """
        {"defaultAction": "SCMP_ACT_ERRNO", "archMap": [],
         "syscalls": [
           {"names": ["read"], "action": "SCMP_ACT_ALLOW", "includes": {}, "excludes": {}},
           {"name": "mount", "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_SYS_ADMIN"]}},
           {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "excludes": {"caps": ["CAP_SYS_ADMIN"]},
            "args": [{"index": 0, "value": 2114060288, "op": "SCMP_CMP_MASKED_EQ"}]},
           {"names": ["sync"], "action": "SCMP_ACT_ALLOW", "includes": {"arches": ["pdp11"]}}]}
        """);
    var filter =
        build(request().security(security(List.of(), List.of(), "seccomp=" + file)).build())
            .linux()
            .seccomp();
    assertThat(filter.syscalls())
        .extracting(Seccomp.Rule::names)
        .containsExactly(List.of("read"), List.of("clone"));
    assertThatThrownBy(() -> bounding(security(List.of(), List.of(), "seccomp=/no/such/profile")))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void environmentIsReplacedInPlaceAndRemovedByName() {
    var process =
        new ProcessOptions(
            List.of("init"),
            List.of("sh"),
            List.of("A=1", "PATH=/bin", "A=2", "HOSTNAME"),
            "/tmp",
            null,
            true,
            false,
            false,
            24,
            80);
    var built = build(request().process(process).build()).process();
    assertThat(built.env()).containsExactly("PATH=/bin", "TERM=xterm", "A=2", "HOME=/");
    assertThat(built.args()).containsExactly("init", "sh");
    assertThat(built.cwd()).isEqualTo("/tmp");
    assertThat(built.consoleSize().width()).isEqualTo(80);
  }

  @Test
  void mountsOfTheRequestReplaceDefaults() {
    var storage =
        new StorageOptions(
            List.of(BindMount.parse("/srv:/data/sub:ro"), BindMount.parse("/opt:/data")),
            List.of(TmpfsMount.parse("/dev/shm:size=1m")),
            null);
    var spec = build(request().storage(storage).build());
    assertThat(spec.mounts()).extracting(Mount::destination).doesNotHaveDuplicates();
    assertThat(mount(spec, "/dev/shm").options()).contains("size=1m");
    assertThat(mount(spec, "/data/sub").options())
        .containsExactly("rbind", "ro", "rro", "rprivate");
    assertThat(spec.mounts())
        .extracting(Mount::destination)
        .containsSubsequence("/data", "/data/sub");
  }

  @ParameterizedTest
  @CsvSource({
    "ENABLED, false, 'rbind,rprivate'",
    "ENABLED, true, 'rbind,ro,rro,rprivate'",
    "WRITABLE, true, 'rbind,ro,rprivate'",
    "READONLY, true, 'rbind,ro,rro,rprivate'",
    "DISABLED, true, 'bind,ro,rprivate'"
  })
  void mountsBelowABindComeAlongAsTheyAreWanted(
      Recursion recursion, boolean readOnly, String options) {
    var bind =
        new BindMount(
            Path.of("/srv"),
            "/srv",
            readOnly ? List.of("ro") : List.of(),
            recursion,
            false,
            MountForm.FIELDS);
    var storage = new StorageBuilder().add(bind).build();

    assertThat(mount(build(request().storage(storage).build()), "/srv").options())
        .containsExactly(options.split(","));
  }

  @Test
  void volumesAreMountedAmongBinds() {
    var storage =
        new StorageOptions(
            List.of(BindMount.parse("/x:/a"), BindMount.parse("/y:/a/volume/deep")),
            List.of(),
            null);

    var volume = new Mount("/a/volume", "bind", "/data", List.of("rbind"));

    assertThat(build(request().storage(storage).build(), volume).mounts())
        .extracting(Mount::destination)
        .containsSubsequence("/a", "/a/volume", "/a/volume/deep");
  }

  private static Mount mount(Spec spec, String target) {
    return spec.mounts().stream()
        .filter(mount -> mount.destination().equals(target))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void limitsAreTranslated() {
    var resources =
        new ResourceOptions(
            64L << 20, -1L, null, 1_500_000_000L, null, null, null, "0", null, 100L);
    var built = build(request().resources(resources).build()).linux().resources();
    assertThat(built.memory().limit()).isEqualTo(64L << 20);
    assertThat(built.memory().swap()).isEqualTo(-1);
    assertThat(built.cpu().quota()).isEqualTo(150_000);
    assertThat(built.cpu().period()).isEqualTo(100_000);
    assertThat(built.pids().limit()).isEqualTo(100);
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    var memory = new ResourceOptions(4096L, null, null, null, null, null, null, null, null, null);
    assertThatThrownBy(() -> Limits.check(memory))
        .isInstanceOf(Invalid.class)
        .hasMessage("Minimum memory limit allowed is 6MB");
    var cpus =
        new ResourceOptions(
            null, null, null, 1_000_000_000_000L, null, null, null, null, null, null);
    assertThatThrownBy(() -> Limits.check(cpus)).hasMessageContaining("Range of CPUs");
  }

  @Test
  void namespacesAreSharedOrJoined() {
    var modes =
        new NamespaceOptions(
            new NamespaceMode.Host(),
            new NamespaceMode.Host(),
            new NamespaceMode.Host(),
            NamespaceMode.parse("container:web"),
            new UserMode.Unsaid(),
            new NamespaceMode.Private());
    var spec = build(request().namespaces(modes).build());
    assertThat(spec.linux().namespaces())
        .extracting(n -> n.type() + "=" + n.path())
        .containsExactly("mount=null", "network=/proc/42/ns/net", "cgroup=null");
    assertThat(spec.hostname()).isNull();
    assertThat(spec.linux().sysctl()).isEmpty();
  }

  @Test
  void unlimitedIsAllOnes() {
    var spec = build(request().limits(List.of(ResourceLimit.parse("core=unlimited"))).build());
    assertThat(spec.process().rlimits().getFirst().hard()).isEqualTo(-1);
  }

  @Test
  void aBundleSaysWhatItIs(@TempDir Path bundle) throws IOException {
    var config =
        """
        {"ociVersion": "1.0.2", "root": {"path": "rootfs"},
         "process": {"args": ["a"], "cwd": "/", "env": ["X=1"]},
         "mounts": [{"destination": "/m", "source": "here", "options": ["bind"]}],
         "linux": {"namespaces": [{"type": "pid"}]}}
        """;
    Files.writeString(bundle.resolve("config.json"), config);
    var read = BundleSpec.read(new ConfigFiles(), bundle, ProcessOptions.of(List.of()));
    assertThat(read.root()).isEqualTo(bundle.resolve("rootfs"));
    assertThat(read.spec().process().args()).containsExactly("a");
    assertThat(mount(read.spec(), "/m").source()).isEqualTo(bundle.resolve("here").toString());
    var other = BundleSpec.read(new ConfigFiles(), bundle, ProcessOptions.of(List.of("b")));
    assertThat(other.spec().process().args()).containsExactly("b");
    Files.writeString(bundle.resolve("config.json"), "{");
    assertThatThrownBy(
            () -> BundleSpec.read(new ConfigFiles(), bundle, ProcessOptions.of(List.of())))
        .isInstanceOf(Invalid.class);
  }
}
