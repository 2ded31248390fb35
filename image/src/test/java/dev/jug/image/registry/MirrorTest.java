package dev.jug.image.registry;

import static dev.jug.image.registry.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.registry.config.HostPort;
import dev.jug.image.transfer.ImageSource;
import dev.jug.testkit.registry.Trouble;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MirrorTest {
  private final Fixture fixture = new Fixture();
  private final Registries registries =
      fixture.registries(
          Map.of(
              HostPort.parse(fixture.registry.host()),
              List.of(HostPort.parse(fixture.other.host()))));
  private final ImageSource source = registries.source(fixture.image());

  @AfterEach
  void close() {
    registries.close();
    fixture.close();
  }

  @Test
  void aMirrorIsAskedFirst() throws Exception {
    fixture.fill(fixture.other);

    assertThat(source.root().isGenuine()).isTrue();
    assertThat(read(0)).isEqualTo(fixture.layer);
    assertThat(fixture.registry.seen()).isEmpty();
  }

  @Test
  void whatAMirrorLacksComesFromTheRegistry() throws Exception {
    assertThat(source.root().isGenuine()).isTrue();
    assertThat(read(0)).isEqualTo(fixture.layer);
    assertThat(fixture.other.seen()).as("asked once, and then known to lack it").hasSize(1);
  }

  @Test
  void aMirrorThatIsNotThereIsPassedBy() {
    fixture.other.close();

    assertThat(source.root().isGenuine()).isTrue();
  }

  @Test
  void whatAMirrorBreaksOffGoesOnAtTheRegistry() throws Exception {
    fixture.fill(fixture.other);
    fixture.other.trouble("GET .*/blobs/.*", 9, Trouble.cutAfter(70_000));

    try (var in = source.blob(fixture.blob, 0)) {
      assertThat(in.readNBytes(70_000)).hasSize(70_000);
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
    assertThat(read(70_000)).hasSize(130_000);
    assertThat(fixture.registry.seen()).hasSize(1);
  }

  @Test
  void theRegistryHasTheLastWord() {
    try (var none = registries.source(fixture.image("none"))) {
      assertFails(none::root, Kind.NOT_FOUND, fixture.registry.host() + "/team/app:none not found");
    }
  }

  @Test
  void nothingIsPushedToAMirror() {
    try (var target = registries.target(fixture.image(), BlobOrigins.NONE)) {
      assertThat(target.has(fixture.blob)).isTrue();
    }
    assertThat(fixture.other.seen()).isEmpty();
  }

  private byte[] read(long from) throws IOException {
    try (var in = source.blob(fixture.blob, from)) {
      return in.readAllBytes();
    }
  }
}
