package dev.jug.conformance.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** A user's tests with files that are in a container before it starts, and come out of it. */
class Copied {
  private static final int PRIVATE = 0600;
  private static final int PROGRAM = 0755;

  @TempDir Path folder;

  private static GenericContainer<?> box() {
    return new GenericContainer<>("box:1").withCommand("sleep", "99");
  }

  private static String run(GenericContainer<?> box, String... command)
      throws IOException, InterruptedException {
    return box.execInContainer(command).getStdout().strip();
  }

  @Test
  void filesHaveTheirModeAndComeBeforeTheStart() throws Exception {
    try (var box =
        new GenericContainer<>("box:1")
            .withCopyToContainer(
                Transferable.of("#!/bin/sh\ncat /deep/er/secret; exec sleep 99\n", PROGRAM),
                "/main")
            .withCopyToContainer(Transferable.of("hidden", PRIVATE), "/deep/er/secret")
            .withCommand("/main")) {
      box.start();

      assertThat(run(box, "stat", "-c", "%a %u %g", "/deep/er/secret", "/main"))
          .isEqualTo("600 0 0\n755 0 0");
      assertThat(box.getLogs()).isEqualTo("hidden");
    }
  }

  @Test
  void directoriesGoInWithAllBelow() throws Exception {
    Files.createDirectories(folder.resolve("tree/deep"));
    Files.writeString(folder.resolve("tree/deep/file"), "deep");
    Files.writeString(folder.resolve("tree/plain"), "plain");
    try (var box =
        box().withCopyFileToContainer(MountableFile.forHostPath(folder.resolve("tree")), "/into")) {
      box.start();

      assertThat(run(box, "cat", "/into/deep/file", "/into/plain")).isEqualTo("deepplain");
    }
  }

  @Test
  void largeOnesGoInAndOut() throws Exception {
    var large = new byte[8 << 20];
    new Random(1).nextBytes(large);
    var out = folder.resolve("out");
    try (var box = box().withCopyToContainer(Transferable.of(large), "/large")) {
      box.start();
      box.copyFileFromContainer("/large", out.toString());

      assertThat(Files.mismatch(out, Files.write(folder.resolve("in"), large))).isEqualTo(-1);
    }
  }

  @Test
  void theyMayLieWhereAVolumeIs() throws Exception {
    try (var box =
        box()
            .withCreateContainerCmdModifier(command -> command.withVolumes(new Volume("/v")))
            .withCopyToContainer(Transferable.of("in a volume"), "/v/below/file")) {
      box.start();

      assertThat(run(box, "cat", "/v/below/file")).isEqualTo("in a volume");
      assertThat(run(box, "mount")).contains(" on /v type ");
    }
  }
}
