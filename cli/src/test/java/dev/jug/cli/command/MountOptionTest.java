package dev.jug.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.Recursion;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.StorageOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountOptionTest {

  private static StorageOptions parse(String text) {
    var storage = new StorageBuilder();
    MountOption.add(text, Path.of("/here"), storage);
    return storage.build();
  }

  @Test
  void volumes() {
    var mount =
        parse(
                "source=data,dst=/d,ro,volume-nocopy,volume-subpath=a/b,volume-label=x=y,"
                    + "\"volume-opt=o=size=1m,uid=5\",volume-opt=type=tmpfs")
            .volumes()
            .getFirst();

    assertThat(mount.name()).isEqualTo("data");
    assertThat(mount.readOnly() && mount.noCopy()).isTrue();
    assertThat(mount.subpath()).isEqualTo("a/b");
    assertThat(mount.volume().labels()).containsEntry("x", "y");
    assertThat(mount.volume().options())
        .containsEntry("o", "size=1m,uid=5")
        .containsEntry("type", "tmpfs");
    assertThat(parse("type=volume,target=/d").volumes().getFirst().anonymous()).isTrue();
  }

  @Test
  void binds() {
    var bind =
        parse("type=bind,src=./a,target=/a,readonly=true,bind-recursive=readonly,bind-create-src")
            .binds()
            .getFirst();

    assertThat(bind.source()).isEqualTo(Path.of("/here/a"));
    assertThat(bind.recursion()).isEqualTo(Recursion.READONLY);
    assertThat(bind.createSource()).isTrue();
    assertThat(parse("type=bind,src=/a,target=/a").binds().getFirst().createSource()).isFalse();
    assertThat(parse("type=bind,src=/a,dst=/a,bind-nonrecursive").binds().getFirst().recursion())
        .isEqualTo(Recursion.DISABLED);
  }

  @Test
  void memoryAndImages() {
    assertThat(parse("type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=700").tmpfs().getFirst().options())
        .containsExactly("size=1048576", "mode=700");
    var image = parse("type=image,src=a:1,dst=/i,image-subpath=s").images().getFirst();
    assertThat(image.image().name()).isEqualTo("a:1");
    assertThat(image.subpath()).isEqualTo("s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=volume",
        "type=volume,dst=rel",
        "type=volume,dst=/",
        "type=moon,dst=/d",
        "type=bind,dst=/d",
        "type=image,dst=/d",
        "type=bind,src=/a,dst=/d,tmpfs-size=1m",
        "dst=/d,colour=red",
        "dst=/d,ro=perhaps",
        "type=bind,src=/a,dst=/d,bind-propagation=fast",
        "type=bind,src=/a,dst=/d,bind-recursive=writable"
      })
  void nonsenseIsRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(Invalid.class);
  }
}
