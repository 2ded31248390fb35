package dev.jug.engine.selinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.Rooted;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are given to containers, with an attribute that any kernel has. */
@Root
class RelabellingTest {
  private static final String ATTRIBUTE = "trusted.jug-test";

  @TempDir Path folder;
  private Path tree;
  private Path outside;

  @BeforeEach
  void make() throws IOException {
    tree = Files.createDirectories(folder.resolve("tree/deep")).getParent();
    outside = Files.writeString(folder.resolve("outside"), "not theirs");
    Files.writeString(tree.resolve("deep/file"), "theirs");
    Files.createSymbolicLink(tree.resolve("link"), outside);
    Files.createSymbolicLink(tree.resolve("up"), folder);
  }

  private String label(Path path) {
    try (var parent = Rooted.directory(path.getParent().toString());
        var entry =
            Entries.location(
                parent, path.getFileName().toString().getBytes(StandardCharsets.UTF_8))) {
      var value = Entries.attributes(entry).get(ATTRIBUTE);
      return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("G15: a tree is given with all that is in it, and nothing that its links lead to")
  void aTreeIsGivenWhole() {
    new Relabelling(ATTRIBUTE, "ours").apply(tree);

    assertThat(label(tree)).isEqualTo("ours");
    assertThat(label(tree.resolve("deep"))).isEqualTo("ours");
    assertThat(label(tree.resolve("deep/file"))).isEqualTo("ours");
    assertThat(label(tree.resolve("link"))).isEqualTo("ours");
    assertThat(label(outside)).isEmpty();
    assertThat(label(folder)).isEmpty();
  }

  @Test
  void oneFileIsGivenAlone() {
    new Relabelling(ATTRIBUTE, "ours").apply(tree.resolve("deep/file"));

    assertThat(label(tree.resolve("deep/file"))).isEqualTo("ours");
    assertThat(label(tree.resolve("deep"))).isEmpty();
  }

  /** The kernel knows no attributes that begin like this, as a file system without labels. */
  @Test
  void whereThereAreNoLabelsNothingIsDone() {
    assertThatCode(() -> new Relabelling("nothing.jug", "ours").apply(tree))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/etc",
        "/usr/",
        "/home",
        "/var/lib",
        "/etc/../usr",
        "/proc/self/root",
        "/bin"
      })
  @DisplayName("G15: what the machine does not work without is not given")
  void theMachinesOwnIsRefused(String path) {
    assertThatThrownBy(() -> Relabelling.check(Path.of(path)))
        .isInstanceOf(Invalid.class)
        .hasMessage(
            "error setting label on mount source '%s': SELinux relabeling of %1$s is not allowed"
                .formatted(Path.of(path)));
  }

  @Test
  void aLinkToItIsRefusedToo() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("innocent"), Path.of("/etc"));

    assertThatThrownBy(() -> Relabelling.check(link)).isInstanceOf(Invalid.class);
    // It may have become one since somebody looked; no kernel has this attribute.
    assertThatThrownBy(() -> new Relabelling("nothing.jug", "ours").apply(link))
        .isInstanceOf(Invalid.class);
    assertThatCode(() -> Relabelling.check(tree)).doesNotThrowAnyException();
  }

  @Test
  void whatIsSharedHasNoCategories() {
    assertThat(Relabelling.of("system_u:object_r:container_file_t:s0:c1,c2", true).label())
        .isEqualTo("system_u:object_r:container_file_t:s0");
    assertThat(Relabelling.of("system_u:object_r:container_file_t:s0:c1,c2", false).label())
        .isEqualTo("system_u:object_r:container_file_t:s0:c1,c2");
    assertThat(Relabelling.of("system_u:object_r:container_file_t", true).label())
        .isEqualTo("system_u:object_r:container_file_t");
  }
}
