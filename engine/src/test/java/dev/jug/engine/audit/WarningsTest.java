package dev.jug.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.engine.request.ResourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {
  @TempDir Path disks;

  private static ContainerRequestBuilder request() {
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of("true"));
  }

  private static ContainerRequest weighted() {
    return request()
        .resources(
            new ResourceOptions(null, null, null, null, null, null, null, null, null, null, 300))
        .build();
  }

  private void disk(String schedulers) throws IOException {
    var queue = Files.createDirectories(disks.resolve("vda/queue"));
    Files.writeString(queue.resolve("scheduler"), schedulers);
  }

  @Test
  void nothingIsSaidOfWhatIsUsual() {
    assertThat(Warnings.of(request().build())).isEmpty();
  }

  @Test
  void aWeightNeedsItsScheduler() throws IOException {
    disk("none [mq-deadline] kyber bfq");
    assertThat(Warnings.aboutLimits(weighted(), disks)).singleElement().asString().contains("bfq");

    disk("none mq-deadline kyber [bfq]");
    assertThat(Warnings.aboutLimits(weighted(), disks)).isEmpty();
    assertThat(Warnings.aboutLimits(weighted(), disks.resolve("nowhere"))).isEmpty();
  }
}
