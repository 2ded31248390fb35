package dev.jug.image.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Reference;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
  private static final Path HERE = Path.of("/here");

  @ParameterizedTest
  @MethodSource
  void isReadAsPeopleWriteIt(String text, Location location) {
    assertThat(Location.parse(text, HERE)).isEqualTo(location);
  }

  static Stream<Arguments> isReadAsPeopleWriteIt() {
    var busybox = new Location.Registry(Reference.parse("busybox:latest"));
    var a = Path.of("/here/a");
    return Stream.of(
        Arguments.of("busybox", busybox),
        Arguments.of("docker://busybox", busybox),
        Arguments.of(
            "localhost:5000/a:v1", new Location.Registry(Reference.parse("localhost:5000/a:v1"))),
        Arguments.of("docker:20.10", new Location.Registry(Reference.parse("docker:20.10"))),
        Arguments.of("apt:bookworm", new Location.Packages("bookworm")),
        Arguments.of("apt", new Location.Registry(Reference.parse("apt:latest"))),
        Arguments.of("docker://apt:1", new Location.Registry(Reference.parse("apt:1"))),
        Arguments.of("oci:a", new Location.Layout(a, null)),
        Arguments.of("oci:a:", new Location.Layout(a, null)),
        Arguments.of("oci:/abs/b:v1", new Location.Layout(Path.of("/abs/b"), "v1")),
        Arguments.of(
            "oci:a:docker.io/library/a:v1", new Location.Layout(a, "docker.io/library/a:v1")),
        Arguments.of("oci-archive:a", new Location.LayoutArchive(a, null)),
        Arguments.of("oci-archive:a:v1", new Location.LayoutArchive(a, "v1")),
        Arguments.of("docker-archive:a", new Location.DockerArchive(a, null)),
        Arguments.of(
            "docker-archive:a:b:v1", new Location.DockerArchive(a, Reference.parse("b:v1"))),
        Arguments.of("docker-archive:a:b", new Location.DockerArchive(a, Reference.parse("b"))),
        Arguments.of("docker-archive:a:@2", new Location.DockerArchivePlace(a, 2)),
        Arguments.of("dir:a:b", new Location.Directory(Path.of("/here/a:b"))),
        Arguments.of("dir:../a", new Location.Directory(Path.of("/here/../a"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "oci:",
        "oci::v1",
        "oci:a:/",
        "oci:a:b c",
        "oci:a:-b",
        "oci-archive:",
        "docker-archive:",
        "docker-archive:a:B",
        "docker-archive:a:@x",
        "docker-archive:a:@9999999",
        "apt:",
        "apt:-o",
        "apt:../a",
        "apt:a b",
        "apt:bookworm/updates",
        "apt:bookworm@sha256:00",
        "dir:",
        "dir:\u0000",
        "docker://",
        "docker-daemon:x:y",
      })
  void whatMakesNoSenseIsRefusedWithTheForms(String text) {
    assertThatThrownBy(() -> Location.parse(text, HERE))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.advice()).contains("oci-archive:FILE[:NAME]"));
  }
}
