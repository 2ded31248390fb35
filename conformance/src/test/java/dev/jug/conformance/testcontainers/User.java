package dev.jug.conformance.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.DebianRootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Somebody who uses Testcontainers with a private engine of ours: has a JVM for each program, and a
 * home without settings; the only thing that tells Testcontainers of the engine is DOCKER_HOST. Who
 * asks for it may use containers again.
 *
 * <p>The image of Testcontainers' reaper comes from the archive that the variable JUG_TEST_RYUK
 * names. Where there is none, because it can be had only from Docker Hub, a program of ours with
 * the same protocol stands in.
 */
final class User implements AutoCloseable {
  /** The one that this version of Testcontainers asks for. */
  private static final String REAPER = "testcontainers/ryuk:0.14.0";

  /** In which it looks whether files can be mounted. */
  private static final String TINY = "alpine:3.17";

  private static final int PATIENCE_SECONDS = 50;
  private static final int LATE_SECONDS = 35;

  private final Docker docker;

  User(Path folder) {
    docker = new Docker(folder);
    docker.jug().run("tag", "box:1", TINY).ok();
    link();
    var archive = System.getenv("JUG_TEST_RYUK");
    if (archive == null) {
      importStandIn();
    } else {
      docker.jug().run("load", "-i", archive).ok();
    }
  }

  /** A link, as /var/run/docker.sock often is one. */
  private void link() {
    try {
      Files.createSymbolicLink(socket(), docker.socket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path socket() {
    return docker.folder().resolve("docker.sock");
  }

  /** Of perl, and what it needs. */
  private void importStandIn() {
    try (var program = User.class.getResourceAsStream("reaper.pl")) {
      Files.copy(program, docker.folder().resolve("reaper.pl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var script =
        """
        cd "$1" && exec tar -cf "$2/reaper.tar" lib* usr/bin/perl usr/lib/*/perl-base usr/lib*/ld-* \\
          usr/lib/*/ld-* usr/lib/*/lib[cm].so* usr/lib/*/libcrypt.so* -C "$2" reaper.pl
        """;
    var rootfs = DebianRootfs.shared().toString();
    var folder = docker.folder().toString();
    var pack = docker.jug().start(List.of("sh", "-c", script, "sh", rootfs, folder));
    Jug.finish(pack, new byte[0]);
    var command = "CMD [\"perl\",\"/reaper.pl\"]";
    docker.jug().run("import", "-c", command, folder + "/reaper.tar", REAPER).ok();
  }

  Docker docker() {
    return docker;
  }

  /** Runs a test class, and tells of each of its tests how it went. */
  Stream<DynamicTest> runs(Class<?> tests) throws IOException {
    var results = docker.folder().resolve(tests.getSimpleName() + ".results");
    var process = begin(Suite.class, tests.getName(), results.toString());
    var watch = Thread.startVirtualThread(() -> watch(process));
    var ended = Jug.finish(process, new byte[0], PATIENCE_SECONDS);
    watch.interrupt();
    assertThat(results).as(ended.toString()).exists();
    var failures = new Properties();
    try (var in = Files.newBufferedReader(results)) {
      failures.load(in);
    }
    assertThat(failures).as(ended.toString()).isNotEmpty();
    return failures.stringPropertyNames().stream()
        .sorted()
        .map(name -> DynamicTest.dynamicTest(name, () -> tell(failures.getProperty(name))));
  }

  /** A JVM that is late prints what its threads do, before it is given up. */
  private void watch(Process process) {
    try {
      if (!process.waitFor(LATE_SECONDS, TimeUnit.SECONDS)) {
        docker.jug().start(List.of("kill", "-QUIT", Long.toString(process.pid()))).waitFor();
      }
    } catch (InterruptedException _) {
      // It has ended.
    }
  }

  private static void tell(String failure) {
    if (!failure.isEmpty()) {
      Assertions.fail(failure);
    }
  }

  /** Starts a program in a JVM of its own. */
  Process begin(Class<?> program, String... words) {
    var command =
        new ArrayList<>(
            List.of(
                "env",
                "DOCKER_HOST=unix://" + socket(),
                "TESTCONTAINERS_REUSE_ENABLE=true",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + docker.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(words));
    return docker.jug().start(command);
  }

  @Override
  public void close() {
    docker.close();
  }
}
