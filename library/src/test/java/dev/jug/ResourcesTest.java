package dev.jug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Root
@Requires("busybox")
@LeakChecked
class ResourcesTest {
  private Path directory;
  private Path rootfs;
  private Jug jug;

  @BeforeEach
  void open() throws IOException {
    directory = Files.createTempDirectory("jug");
    rootfs = BusyboxRootfs.create(directory.resolve("rootfs"));
    jug = Jug.open(directory.resolve("state"));
  }

  @AfterEach
  void close() {
    jug.close();
    JugDirectory.delete(directory);
  }

  private ContainerSetup shell(String script) {
    return jug.container(rootfs).command("sh", "-c", script);
  }

  @Test
  @DisplayName("A7: a program reads the bill of what has ended")
  void theBillOfWhatHasEnded() {
    var budget = jug.resources().create("tenant", ResourceOptions.ofPids(50));

    shell("i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done").in(budget).run().orThrow();

    assertThat(budget.bill().used().cpuNanos()).isPositive();
    assertThat(budget.bill().tasks()).isZero();
    budget.reset();
    assertThat(budget.bill().used().cpuNanos()).isZero();
    budget.remove();
    assertThat(jug.resources().list()).isEmpty();
  }

  @Test
  @DisplayName("A3: containers and processes come and go while they run")
  void whatRunsComesAndGoes() throws IOException, InterruptedException {
    jug.resources().create("jobs", ResourceOptions.NONE);
    var budget = jug.resources().create("jobs/one", ResourceOptions.NONE);
    var process = new ProcessBuilder("sleep", "99").start();
    try (var box = shell("sleep 99").start()) {
      budget.attach(box);
      budget.attach(process.toHandle());

      assertThat(jug.resources().find("jobs/one").bill().tasks()).isEqualTo(2);
      assertThatThrownBy(budget::remove)
          .isInstanceOf(Conflict.class)
          .hasMessageContaining("process " + process.pid());

      budget.detach(box);
      budget.detach(process.toHandle());
      assertThat(budget.bill().tasks()).isZero();
    } finally {
      process.destroyForcibly().waitFor();
    }
    budget.remove();
    jug.resources().find("jobs").remove();
    assertThatThrownBy(() -> jug.resources().find("jobs")).isInstanceOf(NotFound.class);
  }
}
