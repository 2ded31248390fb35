package dev.jug.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.Jug;
import dev.jug.JugDirectory;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The programs that docs/library.md shows do what it says. */
@Root
@LeakChecked
class ExamplesTest {
  private Path directory;
  private Jug jug;

  @BeforeEach
  void open() throws IOException {
    directory = Files.createTempDirectory("jug");
    jug = Jug.open(directory);
  }

  @AfterEach
  void close() {
    jug.close();
    JugDirectory.delete(directory);
  }

  @Test
  void aProgramSaysWhereItRuns() {
    assertThat(Hello.run(jug)).startsWith("Linux ").doesNotContain(hostName());
  }

  @Test
  void whatATenantUsedIsOnTheBill() {
    assertThat(Tenant.run(jug)).isPositive();
  }

  private static String hostName() {
    return System.getenv().getOrDefault("HOSTNAME", "no name at all");
  }

  @Test
  void whatIsNotTrustedCountsButTouchesNothing() {
    var output = Untrusted.run(jug, "echo $((6 * 7)); touch /etc/mine; touch /tmp/mine && exit 3");
    assertThat(output.out()).isEqualTo("42\n");
    assertThat(output.err()).contains("/etc/mine");
    assertThat(output.code()).isEqualTo(3);
  }

  @Test
  void whatGoesThroughAContainerIsCompressed() throws IOException {
    var text = "one line after the other\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    var packed = new ByteArrayOutputStream();
    assertThat(Compress.run(jug, new ByteArrayInputStream(text), packed)).isZero();
    var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()));
    assertThat(unpacked.readAllBytes()).isEqualTo(text);
  }

  @Test
  void aServiceIsReachedAtAPublishedPort() throws Exception {
    assertThat(Service.run(jug)).isEqualTo("perl says welcome");
  }

  @Test
  void whatCannotBeDoneSaysWhatToDo() {
    assertThat(Mistake.run(jug))
        .containsPattern("port 80 of container [a-z_]+ leads nowhere\npublish\\(80\\) makes it");
  }

  @Test
  void neighboursFindEachOther() {
    assertThat(Neighbours.run(jug)).matches("[0-9.]+ +number7.*");
  }
}
