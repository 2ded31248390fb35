package dev.jug.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.user.RootView;
import dev.jug.oci.runtime.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {
  @TempDir Path root;

  @BeforeEach
  void onlyHostsIsThere() throws IOException {
    Files.writeString(Files.createDirectory(root.resolve("etc")).resolve("hosts"), "");
  }

  private Stream<String> boundIn(ContainerImage image) throws IOException {
    var request = ContainerRequest.builder(image, List.of("true")).build();
    return OwnFiles.of(
            request, "name", Optional.empty(), new RootView(List.of(root)), root.resolve("own"))
        .mounts()
        .stream()
        .map(Mount::destination);
  }

  /** Most small images have none of these files, and need them all the same. */
  @Test
  void anImageGetsThemWhetherItHasThemOrNot() throws IOException {
    assertThat(boundIn(new ContainerImage.Stored("small", null)))
        .containsExactly("/etc/hostname", "/etc/hosts", "/etc/resolv.conf");
  }

  @Test
  void aDirectoryOfTheUsersStaysAsItIs() throws IOException {
    assertThat(boundIn(new ContainerImage.Rootfs(root))).containsExactly("/etc/hosts");
  }
}
