package dev.jug.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.Events;
import dev.jug.engine.request.PruneFilter;
import dev.jug.engine.request.VolumeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final PruneFilter EVERYTHING = new PruneFilter(Optional.empty(), List.of());

  @TempDir Path folder;
  private final Events events = new Events();
  private Volumes volumes;

  @BeforeEach
  void open() {
    volumes = new Volumes(folder.resolve("volumes"), events, () -> NOW, new Random(1));
  }

  private Volume create(String name, String... labels) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return volumes.create(new VolumeRequest(name, "", map, Map.of()));
  }

  @Test
  void oneIsMadeOnceAndFoundAgain() {
    var made = create("data", "a", "b");

    assertThat(create("data")).isEqualTo(made);
    assertThat(volumes.volume("data")).isEqualTo(made);
    assertThat(made.created()).isEqualTo(NOW);
    assertThat(made.anonymous()).isFalse();
    assertThat(volumes.data("data")).isEmptyDirectory();
    assertThat(volumes.view(made).labels()).isEqualTo(Map.of("a", "b"));
    assertThat(events.since(NOW)).extracting(Event::name).containsExactly("create");
  }

  @Test
  void oneWithoutANameGetsOneAndALabel() {
    var made = create("");

    assertThat(made.name()).matches("[0-9a-f]{64}");
    assertThat(made.anonymous()).isTrue();
    assertThat(made.labels()).containsOnlyKeys("com.docker.volume.anonymous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "../x", ".hidden", "-x", "ä2", "x y", "x\n"})
  void namesThatAreNoneAreRefused(String name) {
    assertThatThrownBy(() -> create(name))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("includes invalid characters for a local volume name");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void pathsAreNoNamesToLookForEither() {
    create("data");

    for (var name : List.of("../volumes/data", "data/../data", ".", "")) {
      assertThatThrownBy(() -> volumes.volume(name)).isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> volumes.remove(name, false)).isInstanceOf(NotFound.class);
    }
    assertThat(volumes.list(VolumeFilter.ALL)).hasSize(1);
  }

  @Test
  void optionsAreThoseOfTheLocalDriver() {
    assertThatThrownBy(() -> volumes.create(new VolumeRequest("aa", "nfs", Map.of(), Map.of())))
        .hasMessageContaining("plugin \"nfs\" not found");
    assertRefused(Map.of("type", "tmpfs"), "missing required option: \"device\"");
    assertRefused(Map.of("device", "tmpfs"), "missing required option: \"type\"");
    assertRefused(Map.of("o", "ro"), "missing required option: \"device\"");
    assertRefused(Map.of("size", "1k"), "size=1k is less than 8m");
    assertRefused(Map.of("inodes", "900"), "no size is given");
    assertRefused(Map.of("size", "9m", "inodes", "9"), "invalid inodes: '9'");
    assertRefused(Map.of("size", "9m", "backend", "zfs"), "invalid backend: \"zfs\"");
    assertRefused(
        Map.of("size", "9m", "type", "tmpfs", "device", "tmpfs"),
        "a size goes with neither type nor device");
    assertRefused(Map.of("x", "y"), "invalid option: \"x\"");
  }

  private void assertRefused(Map<String, String> options, String why) {
    assertThatThrownBy(() -> volumes.create(new VolumeRequest("aa", "", Map.of(), options)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(why);
  }

  @Test
  void oneInUseStays() {
    create("data");
    volumes.users().add("data", "c1");

    assertThatThrownBy(() -> volumes.remove("data", true))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("remove data: volume is in use - [c1]");
    volumes.users().remove("c1");
    volumes.remove("data", false);
    volumes.remove("data", true);
    assertThatThrownBy(() -> volumes.remove("data", false))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("get data: no such volume");
    assertThat(folder.resolve("volumes")).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "dangling=true, 'free,label'",
    "dangling=false, used",
    "driver=local, 'free,label,used'",
    "driver=other, ''",
    "name=e, 'free,label,used'",
    "name=ab, label",
    "label=a, label",
    "label=a=b, label",
    "label=a=c, ''",
  })
  void filters(String filter, String names) {
    create("used");
    create("free");
    create("label", "a", "b");
    volumes.users().add("used", "c1");
    var pair = filter.split("=", 2);

    var found = volumes.list(new VolumeFilter(Map.of(pair[0], List.of(pair[1]))));

    assertThat(String.join(",", found.stream().map(Volume::name).toList())).isEqualTo(names);
  }

  @Test
  void otherFiltersAreRefused() {
    assertThatThrownBy(() -> new VolumeFilter(Map.of("colour", List.of("red"))))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new VolumeFilter(Map.of("dangling", List.of("perhaps"))))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void pruningTakesWhatNobodyHasAndNobodyNamed() {
    create("named");
    create("used");
    volumes.users().add("used", "c1");
    var anonymous = create("").name();

    assertThat(volumes.prune(false, EVERYTHING).names()).containsExactly(anonymous);
    assertThat(volumes.prune(true, EVERYTHING).names()).containsExactly("named");
    assertThat(volumes.list(VolumeFilter.ALL)).extracting(Volume::name).containsExactly("used");
  }

  @Test
  void aRecordThatCannotBeReadHidesNoOther() throws IOException {
    create("aa");
    create("bb");
    Files.writeString(folder.resolve("volumes/aa/volume.json"), "{ broken");

    assertThat(volumes.list(VolumeFilter.ALL)).extracting(Volume::name).containsExactly("bb");
    assertThatThrownBy(() -> volumes.volume("aa")).hasMessageContaining("cannot read the record");
  }
}
