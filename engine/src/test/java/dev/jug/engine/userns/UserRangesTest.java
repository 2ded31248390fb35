package dev.jug.engine.userns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.UserMode;
import dev.jug.oci.runtime.IdMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ids of the machine a container gets. */
class UserRangesTest {
  private static final long UNUSED = 0x7000_0000L;
  private static final long USUAL = 65_536;

  @TempDir Path etc;
  private final List<IdMap> recorded = new ArrayList<>();
  private Optional<Remap> remap = Optional.empty();
  private UserRanges ranges;

  @BeforeEach
  void open() {
    ranges = new UserRanges(etc, recorded::stream, () -> remap);
  }

  private static ContainerRequest request(String mode) {
    return with(NamespaceOptions.DEFAULT.as(UserMode.parse(mode)));
  }

  private static ContainerRequest with(NamespaceOptions namespaces) {
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of("sh"))
        .namespaces(namespaces)
        .build();
  }

  private @Nullable IdMap decided(String mode) {
    try (var decision = ranges.decide(mode + recorded.size(), request(mode))) {
      var ids = decision.request().namespaces().ids();
      if (ids != null) {
        recorded.add(ids);
      }
      return ids;
    }
  }

  private static String shown(List<IdMapping> map) {
    return String.join(
        " ", map.stream().map(r -> r.containerID() + ":" + r.hostID() + ":" + r.size()).toList());
  }

  private String uids(String mode) {
    return shown(Objects.requireNonNull(decided(mode)).uids());
  }

  private void set(String file, String content) throws IOException {
    Files.writeString(etc.resolve(file), content);
  }

  @Test
  void whoSaysNothingHasTheMachinesIds() {
    assertThat(decided("")).isNull();
    assertThat(decided("host")).isNull();
  }

  @Test
  @DisplayName("C30: no two containers with --userns auto have an id of the machine in common")
  void rangesAreDisjoint() {
    assertThat(uids("auto")).isEqualTo("0:" + (UNUSED + USUAL) + ":65536");
    assertThat(uids("auto:size=10")).isEqualTo("0:" + (UNUSED + 2 * USUAL) + ":10");
    assertThat(uids("auto")).isEqualTo("0:" + (UNUSED + 2 * USUAL + 10) + ":65536");
  }

  @Test
  void aRangeComesBackWithItsContainer() {
    var first = uids("auto");
    uids("auto");
    recorded.removeFirst();

    assertThat(uids("auto")).isEqualTo(first);
  }

  @Test
  void whatIsPromisedIsTakenUntilTheRecordIsWritten() {
    try (var first = ranges.decide("a", request("auto"));
        var second = ranges.decide("b", request("auto"))) {
      assertThat(first.request().namespaces().ids())
          .isNotEqualTo(second.request().namespaces().ids());
    }
    assertThat(uids("auto")).startsWith("0:" + (UNUSED + USUAL));
  }

  @Test
  void theAdministratorSetsIdsAside() throws IOException {
    set("subuid", "ann:100000:65536\njug:300000:20\njug:400000:100\n");
    set("subgid", "# none\njug:500000:120\nbroken\n");

    var map = Objects.requireNonNull(decided("auto:size=30"));

    assertThat(shown(map.uids())).isEqualTo("0:400000:30");
    assertThat(shown(map.gids())).isEqualTo("0:500000:30");
    assertThat(uids("auto:size=15")).isEqualTo("0:300000:15");
    assertThatThrownBy(() -> decided("auto"))
        .hasMessageContaining("could not find enough unused IDs: there are no 65536 uids left");
  }

  @Test
  void whatOthersWereGivenIsLeftAlone() throws IOException {
    set("subuid", "ann:" + (UNUSED + USUAL + 5) + ":10\n");

    assertThat(uids("auto")).isEqualTo("0:" + (UNUSED + USUAL + 15) + ":65536");
    assertThat(uids("auto:size=5")).isEqualTo("0:" + (UNUSED + USUAL) + ":5");
  }

  @Test
  void aKeptUserIsTheSameInsideAndOutside() {
    var base = UNUSED + USUAL;

    var map = Objects.requireNonNull(decided("keep-id:uid=1000,gid=7"));

    assertThat(shown(map.uids()))
        .isEqualTo("0:%d:1000 1000:1000:1 1001:%d:64535".formatted(base, base + 1001));
    assertThat(shown(map.gids())).isEqualTo("0:%d:7 7:7:1 8:%d:65528".formatted(base, base + 8));
    assertThatThrownBy(() -> decided("keep-id")).hasMessageContaining("whose id to keep");
  }

  @Test
  void someOfAnAutomaticRangeCanBeSaid() {
    var base = UNUSED + USUAL;

    assertThat(uids("auto:size=100,uidmapping=0:1000:1,uidmapping=200:2000:2"))
        .isEqualTo("0:1000:1 1:%d:99 200:2000:2".formatted(base + 1));
    assertThatThrownBy(() -> decided("auto:uidmapping=0:5:1,uidmapping=1:5:1"))
        .hasMessageContaining("overlap");
  }

  @Test
  void aMapIsTakenAsItIs() {
    assertThat(uids("map:1000:5:1,0:300000:1000")).isEqualTo("0:300000:1000 1000:5:1");
    assertThat(uids("map:0:%d:9".formatted(UNUSED + USUAL))).endsWith(":9");
    assertThat(uids("auto:size=9")).isEqualTo("0:%d:9".formatted(UNUSED + USUAL + 9));
  }

  @Test
  void remappedContainersShareTheirs() throws IOException {
    remap = Optional.of(Remap.parse("default"));
    assertThat(uids("")).isEqualTo("0:" + UNUSED + ":65536");
    assertThat(uids("")).isEqualTo("0:" + UNUSED + ":65536");
    assertThat(decided("host")).isNull();

    set("subuid", "ann:100000:10\nann:200000:20\n");
    set("subgid", "staff:300000:30\n");
    remap = Optional.of(Remap.parse("ann:staff"));
    var map = Objects.requireNonNull(decided(""));
    assertThat(shown(map.uids())).isEqualTo("0:100000:10 10:200000:20");
    assertThat(shown(map.gids())).isEqualTo("0:300000:30");

    remap = Optional.of(Remap.parse("bob"));
    assertThatThrownBy(() -> decided(""))
        .hasMessageContaining("no subuid ranges found for \"bob\"");
  }

  @Test
  void whatCannotBeIsRefusedInDockersWords() {
    var auto = NamespaceOptions.DEFAULT.as(UserMode.parse("auto"));
    var privileged =
        with(auto).toBuilder(new ContainerImage.Host(false))
            .security(new SecurityOptions(List.of(), List.of(), true, false, List.of()))
            .build();
    assertRefused(privileged, "privileged mode is incompatible with user namespaces");
    assertRefused(
        with(auto.on(new NamespaceMode.Host())),
        "cannot share the host's network namespace when user namespaces are enabled");
    assertRefused(with(auto.on(NamespaceMode.parse("container:web"))), "cannot join container:web");
  }

  @Test
  void aBindIsMappedInAUserNamespaceOnly() {
    var bind = new StorageOptions(List.of(BindMount.parse("/a:/b:idmap")), List.of(), null);
    var plain = request("").toBuilder(new ContainerImage.Host(false)).storage(bind).build();
    assertRefused(plain, "idmap of /b needs a user namespace");
    var mapped = request("auto").toBuilder(new ContainerImage.Host(false)).storage(bind).build();
    assertThat(ranges.imagine(mapped).namespaces().ids()).isNotNull();
  }

  private void assertRefused(ContainerRequest request, String why) {
    assertThatThrownBy(() -> ranges.imagine(request)).hasMessageContaining(why);
  }
}
