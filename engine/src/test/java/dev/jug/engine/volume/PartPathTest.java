package dev.jug.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a volume, in which a container has left links. */
class PartPathTest {
  @TempDir Path folder;
  private Path volume;

  @BeforeEach
  void make() throws IOException {
    volume = Files.createDirectories(folder.resolve("volume"));
    Files.createDirectories(volume.resolve("here/below"));
    Files.createDirectories(folder.resolve("outside"));
    link("inside", "here");
    link("here/back", "../here/below");
    link("out", folder.resolve("outside").toString());
    link("up", "..");
    link("gone", "nowhere");
    link("round", "round");
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(volume.resolve(name), Path.of(target));
  }

  private Path open(String subpath, boolean make) throws IOException {
    try (var part = new PartPath(volume, subpath).open(make)) {
      return Path.of("/proc/self/fd/" + part.number()).toRealPath();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "here/below, here/below",
    "inside/below, here/below",
    "inside/back, here/below",
    "here/../inside, here",
  })
  void linksLeadAnywhereInTheVolume(String subpath, String place) throws IOException {
    assertThat(open(subpath, false)).isEqualTo(volume.resolve(place).toRealPath());
    assertThat(open(subpath, true)).isEqualTo(volume.resolve(place).toRealPath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out/new", "up", "up/new", "up/outside", "here/back/../../../up"})
  void andNotOutOfIt(String subpath) throws IOException {
    for (boolean make : new boolean[] {false, true}) {
      assertThatThrownBy(() -> open(subpath, make))
          .isInstanceOf(Invalid.class)
          .hasMessage("cannot access path " + subpath + ": it leads out of the volume");
    }
    try (var made = Files.list(folder.resolve("outside"))) {
      assertThat(made).isEmpty();
    }
  }

  @Test
  void whatIsMissingIsMadeWithThePermissionsOfTheVolume() throws IOException {
    Files.setAttribute(volume, "unix:mode", 02771);
    assertThatThrownBy(() -> open("a/b", false)).isInstanceOf(NotFound.class);

    assertThat(open("a/b", true)).isEqualTo(volume.resolve("a/b").toRealPath());
    assertThat(open("inside/new", true)).isEqualTo(volume.resolve("here/new").toRealPath());

    for (var made : new String[] {"a", "a/b", "here/new"}) {
      var mode = (int) Files.getAttribute(volume.resolve(made), "unix:mode");
      assertThat(mode & 07777).isEqualTo(02771);
    }
    var before = (int) Files.getAttribute(volume.resolve("here"), "unix:mode");
    assertThat(before & 07777).as("what was there stays as it is").isNotEqualTo(02771);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone", "gone/x", "round", "round/x"})
  void nothingIsMadeWhereALinkLeads(String subpath) {
    assertThatThrownBy(() -> open(subpath, true))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("a link on the way leads nowhere, or in circles");
    assertThat(volume.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aFileIsAPartTooButHasNone() throws IOException {
    var file = Files.createFile(volume.resolve("file"));
    assertThat(open("file", true)).isEqualTo(file.toRealPath());
    assertThatThrownBy(() -> open("file/x", true)).isInstanceOf(NotFound.class);
  }
}
