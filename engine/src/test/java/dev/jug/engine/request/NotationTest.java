package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {
  @ParameterizedTest
  @CsvSource({"0,0", "4096,4096", "1k,1024", "64M,67108864", "1.5g,1610612736", "2GiB,2147483648"})
  void sizes(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "x", "1x", "1.g", "99999999999p"})
  void noSizes(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void binds() {
    assertThat(BindMount.parse("/a:/b")).isEqualTo(new BindMount(Path.of("/a"), "/b", List.of()));
    assertThat(BindMount.parse("/a:/b:ro,Z").readOnly()).isTrue();
    assertThatThrownBy(() -> BindMount.parse("/a")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> BindMount.parse("/a:b")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> BindMount.parse("/a:/b:fast")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> BindMount.parse("data:/b")).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"private", "host", "container:web", "ns:/run/netns/a"})
  void namespaceModesAreReadAndWritten(String text) {
    assertThat(NamespaceMode.parse(text).shown()).isEqualTo(text);
  }

  @Test
  void otherNamespaceModesAreRefused() {
    assertThatThrownBy(() -> NamespaceMode.parse("container:")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> NamespaceMode.parse("ns:relative")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> NamespaceMode.parse("moon")).isInstanceOf(Invalid.class);
  }

  @Test
  void devices() {
    assertThat(DeviceMapping.parse("/dev/fuse"))
        .isEqualTo(new DeviceMapping(Path.of("/dev/fuse"), "/dev/fuse", "rwm"));
    assertThat(DeviceMapping.parse("/dev/a:/dev/b:r").access()).isEqualTo("r");
    assertThat(DeviceMapping.parse("/dev/a:rw").target()).isEqualTo("/dev/a");
    assertThatThrownBy(() -> DeviceMapping.parse("/dev/a:/dev/b:x")).isInstanceOf(Invalid.class);
  }

  @Test
  void limits() {
    assertThat(ResourceLimit.parse("nofile=10:20")).isEqualTo(new ResourceLimit("nofile", 10, 20));
    assertThat(ResourceLimit.parse("nproc=5").hard()).isEqualTo(5);
    assertThatThrownBy(() -> ResourceLimit.parse("nofile=20:10")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> ResourceLimit.parse("fun=1")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> ResourceLimit.parse("nofile")).isInstanceOf(Invalid.class);
  }
}
