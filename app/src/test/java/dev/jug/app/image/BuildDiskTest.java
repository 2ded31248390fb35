package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a disk that gets full. */
@EndToEnd
@Requires({"command:mkfs.ext4", "command:losetup", "file:/dev/loop-control", "busybox"})
class BuildDiskTest {
  private static final int TOO_MUCH = 16 << 20;

  @TempDir static Path folder;
  private static SmallDisk disk;
  private static ImageUser user;
  private static Path context;

  @BeforeAll
  static void open() throws IOException {
    disk = new SmallDisk(folder);
    user = new ImageUser(folder, "JUG_STATE=" + disk.path() + "/state");
    user.makeImage("box:1", "");
    context = Files.createDirectory(folder.resolve("context"));
    var noise = new byte[TOO_MUCH];
    new Random(1).nextBytes(noise);
    Files.write(context.resolve("large"), noise);
    Files.writeString(context.resolve("small"), "s");
  }

  /** No container, no half-made layer, and a build that fits works. */
  @AfterEach
  void allIsWell() throws IOException {
    assertThat(user.run("ps", "-aq").text()).isEmpty();
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
    build("FROM box:1\nCOPY small /\nRUN cat /small > /other\nCMD [\"cat\",\"/other\"]\n", "fits:1")
        .ok();
    assertThat(user.run("run", "--rm", "fits:1").ok().text()).isEqualTo("s");
    user.run("rmi", "fits:1").ok();
  }

  @AfterAll
  static void close() {
    user.run("builder", "prune", "-af").ok();
    user.removeImages();
    user.close();
    disk.close();
  }

  private static Result build(String dockerfile, String name) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    return user.run("build", "-q", "-t", name, context.toString());
  }

  private static void assertFull(Result result) {
    assertThat(result.code()).as(result.toString()).isEqualTo(1);
    assertThat(result.err())
        .contains("disk of " + disk.path(), "is full: No space left on device (ENOSPC)")
        .contains("jug system prune");
  }

  @Test
  void aCopyThatDoesNotFitIsNamedAndLeavesNothing() throws IOException {
    long before = disk.path().toFile().getUsableSpace();
    assertFull(build("FROM box:1\nCOPY large /one\nCOPY large /two\n", "large:1"));
    user.run("builder", "prune", "-af").ok();
    disk.settle();

    assertThat(disk.path().toFile().getUsableSpace()).isGreaterThan(before - (1 << 20));
  }

  @Test
  void aLayerOfACommandThatDoesNotFitIsNamed() throws IOException {
    assertFull(build("FROM box:1\nRUN head -c 9000000 /dev/urandom > /noise\n", "large:1"));
  }

  @Test
  void aCommandThatFindsTheDiskFullFailsAsAnyOther() throws IOException {
    var result = build("FROM box:1\nRUN head -c 30000000 /dev/urandom > /noise\n", "large:1");

    assertThat(result.err()).contains("returned a non-zero code: 1");
  }
}
