package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumesFrom;
import dev.jug.engine.view.MountView;
import dev.jug.engine.volume.Volume;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.engine.volume.VolumeFilter;
import dev.jug.linux.fs.Tree;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containers' coming and going means for volumes, with engines that die in between. */
@Root
class VolumeLifeTest {
  @TempDir Path directory;
  private EngineFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new EngineFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  private static StorageOptions lines(String... lines) {
    var storage = new StorageBuilder();
    List.of(lines).forEach(storage::line);
    return storage.build();
  }

  private ContainerRequest request(StorageOptions storage) {
    return fixture.request().storage(storage).build();
  }

  private Container with(String... lines) {
    return fixture.engine.create(request(lines(lines)));
  }

  private Container from(Container other, String mode) {
    var storage = new StorageBuilder().from(VolumesFrom.parse(other.id() + mode)).build();
    return fixture.engine.create(request(storage));
  }

  private List<String> names() {
    return fixture.engine.volumes().list(VolumeFilter.ALL).stream().map(Volume::name).toList();
  }

  private static String volumeOf(Container container) {
    return String.valueOf(container.inspect().mounts().getFirst().name());
  }

  private Path volumes() {
    return fixture.state.resolve("volumes");
  }

  /** What the engine did to the container's directory never happened. */
  private void loseRecord(Container container) throws IOException {
    fixture.engine.close();
    Files.delete(fixture.stateOf(container).resolve("container.json"));
    fixture.reopen();
  }

  @Test
  void aNamedVolumeIsMadeAndOutlivesItsContainer() {
    var container = with("data:/data");

    assertThat(names()).containsExactly("data");
    assertThat(fixture.engine.volumes().users("data")).containsExactly(container.id());
    container.remove(false, VolumeFate.GO);
    assertThat(names()).containsExactly("data");
    assertThat(fixture.engine.volumes().users("data")).isEmpty();
  }

  @Test
  void anAnonymousOneGoesWithItsContainerIfThatIsWanted() {
    var first = with("/data");
    var second = with("/data");
    var kept = volumeOf(first);

    first.remove(false);
    second.remove(false, VolumeFate.GO);

    assertThat(names()).containsExactly(kept);
    fixture.reopen();
    assertThat(names()).containsExactly(kept);
  }

  @Test
  void oneThatGoesAtItsEndTakesItsVolumesAlong() throws Exception {
    var storage = lines("/data");
    var container = fixture.started(fixture.request().storage(storage).autoRemove(true).build());

    fixture.process(container).end(0);

    EngineFixture.eventually(() -> names().isEmpty());
  }

  @Test
  void whatIsSharedStaysForTheLastOne() {
    var first = with("/data", "named:/named", "/tmp:/host");
    var second = from(first, ":ro");
    var third = from(second, "");
    var shared = volumeOf(first, "/data");

    assertThat(third.inspect().mounts())
        .extracting(MountView::destination, MountView::writable)
        .containsExactlyInAnyOrder(
            tuple("/host", false), tuple("/data", false), tuple("/named", false));
    first.remove(false, VolumeFate.GO);
    assertThat(names()).containsExactlyInAnyOrder(shared, "named");
    fixture.reopen();
    fixture.engine.container(second.id()).remove(false, VolumeFate.GO);
    assertThat(names()).containsExactlyInAnyOrder(shared, "named");
    fixture.engine.container(third.id()).remove(false, VolumeFate.GO);
    assertThat(names()).containsExactly("named");
  }

  private static String volumeOf(Container container, String target) {
    return container.inspect().mounts().stream()
        .filter(mount -> mount.destination().equals(target))
        .map(MountView::name)
        .map(String::valueOf)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anUnknownContainerGivesNothing() {
    var storage = new StorageBuilder().from(VolumesFrom.parse("nobody")).build();

    assertThatThrownBy(() -> fixture.engine.create(request(storage)))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("No such container: nobody");
  }

  @Test
  void aContainerThatCannotBeMadeLeavesNoVolume() {
    assertThatThrownBy(() ->
            fixture.engine.create(fixture.request().name("a b").storage(lines("/data")).build()))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> with("/data", "not a name:/x")).isInstanceOf(Invalid.class);

    assertThat(names()).isEmpty();
  }

  @Test
  void whatTheEngineMadeForAContainerThatNeverWasGoes() throws Exception {
    var container = with("/data", "named:/named");

    loseRecord(container);

    assertThat(names()).containsExactly("named");
    EngineFixture.eventually(() -> onDisk().equals(List.of("named")));
  }

  private List<String> onDisk() throws IOException {
    try (var files = Files.list(volumes())) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatAnotherContainerHasStaysThoughItsMakerIsLost() throws IOException {
    var first = with("/data");
    var second = from(first, "");

    loseRecord(first);

    assertThat(names()).containsExactly(volumeOf(second));
  }

  @Test
  void nothingGoesWhileARecordCannotBeRead() throws IOException {
    var container = with("/data");
    var name = volumeOf(container);
    fixture.engine.close();
    var record = fixture.stateOf(container).resolve("container.json");
    Files.writeString(record, "{ broken");

    fixture.reopen();

    assertThat(names()).containsExactly(name);
    Files.delete(record);
  }

  @Test
  void whatIsHalfMadeOrHalfRemovedGoes() throws Exception {
    with("named:/named");
    Files.createDirectories(volumes().resolve(".half/data/deep"));

    fixture.reopen();

    EngineFixture.eventually(() -> onDisk().equals(List.of("named")));
  }

  @Test
  void oneThatNobodyWillEverStartTakesOnlyWhatWasMadeForIt() {
    var first = with("/data");
    var kept = volumeOf(first);
    var storage = new StorageBuilder().from(VolumesFrom.parse(first.id())).line("/more").build();
    fixture.engine.create(fixture.request().storage(storage).startsAtOnce(true).build());
    first.remove(false);

    fixture.reopen();

    assertThat(fixture.engine.containers()).isEmpty();
    assertThat(names()).containsExactly(kept);
  }

  @Test
  void aVolumeThatIsGoneIsMissedAtTheStart() throws IOException {
    var container = with("data:/data");
    Tree.delete(volumes().resolve("data"));

    assertThatThrownBy(() -> container.start(Optional.empty()))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("get data: no such volume");
  }

  @Test
  void anEmptyVolumeGetsWhatTheRootHas() throws IOException {
    Files.createDirectories(fixture.rootfs.resolve("data"));
    Files.writeString(fixture.rootfs.resolve("data/file"), "content");

    with("data:/data");
    with("empty:/data:nocopy");

    assertThat(volumes().resolve("data/data/file")).hasContent("content");
    assertThat(volumes().resolve("empty/data")).isEmptyDirectory();
  }

  @Test
  void whatIsMountedIsInTheSpec() {
    var container = fixture.started(request(lines("data:/a/b:ro", "/a")));

    var mounts = fixture.machine.launched.getLast().spec().mounts();
    assertThat(mounts).extracting(mount -> mount.destination()).containsSubsequence("/a", "/a/b");
    assertThat(mounts.getLast().options()).contains("rbind", "ro", "rro");
    assertThat(container.inspect().hostConfig().binds()).containsExactly("data:/a/b:ro");
    assertThat(container.inspect().config().volumes()).containsOnlyKeys("/a");
  }
}
