package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine is killed at random moments of everything that is done with volumes. The next one has
 * no anonymous volume without a container, nothing that is half there, and all that had a name.
 *
 * <p>{@code -Djug.crash.rounds=N} says how often, {@code -Djug.crash.seed=N} repeats a run.
 */
@EndToEnd
@Requires("command:docker")
class VolumeCrashTest {
  private static final int ROUNDS = Integer.getInteger("jug.crash.rounds", 200) / 16;
  private static final int FILES = 300;
  private static final long LONGEST_MILLIS = 150;
  private static final String ANONYMOUS = "label=com.docker.volume.anonymous";

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() throws IOException {
    docker = new Docker(folder);
    var data = Files.createDirectories(folder.resolve("more/data"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(data.resolve("file" + i), "content " + i);
    }
    docker.makeImage("data:1", List.of("CMD [\"true\"]", "VOLUME /data"), folder.resolve("more"));
    docker.run("run", "--rm", "-v", "keep:/k", "box:1", "sh", "-c", "echo kept > /k/file").ok();
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private static String[] command(int round) {
    return switch (round % 4) {
      case 0 -> new String[] {"create", "--name", "c" + round, "-v", "keep:/k", "data:1"};
      case 1 -> new String[] {"rm", "-v", "c" + (round - 1)};
      case 2 ->
          new String[] {"create", "--name", "c" + round, "-v", "f" + round + ":/data", "data:1"};
      default -> new String[] {"run", "--rm", "-v", "/more", "data:1", "ls", "/data"};
    };
  }

  @Test
  void aKillAtAnyMomentIsHarmless() throws Exception {
    long seed = Long.getLong("jug.crash.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      long delay = random.nextLong(LONGEST_MILLIS);
      var context =
          "seed %d, round %d: %s killed after %d ms"
              .formatted(seed, round, String.join(" ", command(round)), delay);
      long engine = docker.jug().enginePid();
      var client = docker.begin(command(round));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay));
      Jug.kill(engine);
      Jug.finish(client, new byte[0]);
      docker.jug().run("engine", "start").ok();
      Jug.eventually(() -> assertSound(context));
      if (round % 4 == 2) {
        assertFilled("f" + round, context);
      }
    }
  }

  private static void assertSound(String context) {
    assertThat(docker.run("volume", "ls", "-q", "-f", "dangling=true", "-f", ANONYMOUS).text())
        .as(context)
        .isEmpty();
    assertThat(files("")).as(context).noneMatch(name -> name.startsWith("."));
    for (var name : docker.run("volume", "ls", "-q").text().lines().toList()) {
      assertThat(files(name)).as(context).allMatch(file -> !file.startsWith("filling"));
    }
    assertThat(docker.jug().place().resolve("state/volumes/keep/data/file"))
        .as(context)
        .hasContent("kept");
  }

  private static List<String> files(String name) {
    try (var files = Files.list(docker.jug().place().resolve("state/volumes").resolve(name))) {
      return files.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it or nothing was there before; now it is all. */
  private static void assertFilled(String volume, String context) {
    assertThat(
            docker
                .run("run", "--rm", "-v", volume + ":/data", "data:1", "ls", "/data")
                .text()
                .lines())
        .as(context)
        .hasSize(FILES);
  }
}
