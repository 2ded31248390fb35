package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {

  @Test
  void aLineIsABindOrAVolume() {
    var storage =
        new StorageBuilder()
            .line("/srv:/srv:ro")
            .line("data:/data:ro,nocopy")
            .line("/some")
            .build();

    assertThat(storage.binds()).extracting(BindMount::readOnly).containsExactly(true);
    var data = storage.volumes().getFirst();
    assertThat(data.name()).isEqualTo("data");
    assertThat(data.readOnly()).isTrue();
    assertThat(data.noCopy()).isTrue();
    assertThat(data.anonymous()).isFalse();
    assertThat(data.shown()).isEqualTo("data:/data:ro,nocopy");
    assertThat(storage.volumes().getLast()).isEqualTo(VolumeMount.at("/some"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:/d:fast",
        "data:/d:rshared",
        "data:/d:ro:ro",
        ":/d",
        "data:d",
        "data",
        "data:/",
        "data:/a/..",
        "/",
        "/a:/b:fast"
      })
  void nonsenseIsRefused(String line) {
    assertThatThrownBy(() -> new StorageBuilder().line(line)).isInstanceOf(Invalid.class);
  }

  @Test
  void onePlaceTakesOneMount() {
    var storage = new StorageBuilder().line("data:/data");

    assertThatThrownBy(() -> storage.line("/srv:/data/"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("Duplicate mount point: /data");
  }

  @Test
  void aPlaceAloneGivesWay() {
    var storage =
        new StorageBuilder()
            .add(VolumeMount.at("/data"))
            .add(VolumeMount.at("/other/"))
            .add(VolumeMount.at("/other"))
            .line("named:/data")
            .build();

    assertThat(storage.volumes())
        .extracting(VolumeMount::target)
        .containsExactly("/other", "/data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/abs", "..", "a/../../b", "../x"})
  void aSubpathStaysInside(String subpath) {
    assertThatThrownBy(() ->
            new VolumeMount(
                VolumeRequest.of("data"),
                "/data",
                false,
                false,
                subpath,
                false,
                "",
                MountForm.FIELDS))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must be a relative path within the volume");
  }

  @Test
  void recursionGoesWithReadOnly() {
    var writable =
        new BindMount(Path.of("/a"), "/a", List.of(), Recursion.READONLY, false, MountForm.FIELDS);

    assertThatThrownBy(writable::check).isInstanceOf(Invalid.class);
    writable.asReadOnly().check();
    assertThatThrownBy(
            new BindMount(
                    Path.of("/a"),
                    "/a",
                    List.of("ro", "rshared"),
                    Recursion.READONLY,
                    false,
                    MountForm.FIELDS)
                ::check)
        .isInstanceOf(Invalid.class);
  }

  @Test
  void containersToInheritFrom() {
    assertThat(VolumesFrom.parse("web:ro").readOnly()).isTrue();
    assertThat(VolumesFrom.parse("web").container()).isEqualTo("web");
    assertThatThrownBy(() -> VolumesFrom.parse("web:fast")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> VolumesFrom.parse(":ro")).isInstanceOf(Invalid.class);
  }
}
