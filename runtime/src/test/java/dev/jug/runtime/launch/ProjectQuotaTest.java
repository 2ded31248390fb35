package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.fs.ProjectQuota;
import dev.jug.linux.fs.Tree;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * On a file system that counts by project, without CAP_SYS_RESOURCE, which passes ext4's limits.
 */
@Requires("file:/mnt/quota")
class ProjectQuotaTest {
  private static final Path PLACE = Path.of("/mnt/quota");
  private static final int MIB = 1 << 20;

  private final Path one = PLACE.resolve("one");
  private final Path other = PLACE.resolve("other");

  @BeforeEach
  void make() throws IOException {
    Files.createDirectory(one);
    Files.createDirectory(other);
  }

  @AfterEach
  void delete() throws IOException {
    ProjectQuota.release(one);
    ProjectQuota.release(other);
    Tree.delete(one);
    Tree.delete(other);
  }

  private static void write(Path directory) throws IOException {
    Files.write(
        Files.createDirectories(directory.resolve("sub")).resolve("file"), new byte[2 * MIB]);
  }

  @Test
  @DisplayName("H3: a directory ends at its limit, the one beside it does not")
  void aDirectoryEndsAtItsLimit() throws IOException {
    assertThat(ProjectQuota.isKept(one)).isTrue();
    assertThat(ProjectQuota.isKept(Path.of("/proc"))).isFalse();
    ProjectQuota.limit(one, MIB, 0);
    ProjectQuota.limit(other, 3L * MIB, 0);

    assertThatThrownBy(() -> write(one)).hasMessageContaining("Disk quota exceeded");
    write(other);
  }

  @Test
  @DisplayName("H5: files are limited too")
  void filesAreLimitedToo() throws IOException {
    ProjectQuota.limit(one, MIB, 3);
    Files.createFile(one.resolve("1"));
    Files.createFile(one.resolve("2"));

    assertThatThrownBy(() -> Files.createFile(one.resolve("3")))
        .hasMessageContaining("Disk quota exceeded");
  }

  @Test
  void aReleasedDirectoryHasNoLimit() throws IOException {
    ProjectQuota.limit(one, MIB, 0);
    ProjectQuota.release(one);
    ProjectQuota.release(other);

    write(one);
  }
}
