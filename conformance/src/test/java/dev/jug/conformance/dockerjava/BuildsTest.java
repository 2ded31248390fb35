package dev.jug.conformance.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.BuildResponseItem;
import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.FileServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code buildImageCmd}. */
@EndToEnd
class BuildsTest {
  private static final int PATIENCE_SECONDS = 20;

  @TempDir static Path folder;
  private static Client client;
  private static DockerClient docker;
  private Path context;

  @BeforeAll
  static void open() {
    client = new Client(folder);
    docker = client.docker();
  }

  @BeforeEach
  void makeContext() throws IOException {
    context = Files.createTempDirectory(folder, "context");
  }

  @AfterEach
  void empty() {
    client.empty();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  private void dockerfile(String text) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), text);
  }

  /** Hears what is built, and what is said meanwhile. */
  private static final class Heard extends BuildImageResultCallback {
    private final StringBuilder stream = new StringBuilder();

    @Override
    public void onNext(BuildResponseItem item) {
      super.onNext(item);
      if (item.getStream() != null) {
        stream.append(item.getStream());
      }
    }
  }

  private static String built(BuildImageCmd command, Heard heard) {
    return command.exec(heard).awaitImageId(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private String output(String image) {
    var id = client.start(docker.createContainerCmd(image));
    assertThat(client.await(id)).isZero();
    return client.logs(id).out();
  }

  @Test
  void aDirectoryBecomesAnImage() throws IOException {
    Files.writeString(context.resolve("file"), "sent");
    dockerfile("FROM box:1\nARG WHO\nCOPY file /\nRUN echo for $WHO >> /file\nCMD cat /file\n");
    var heard = new Heard();
    var id =
        built(
            docker
                .buildImageCmd(context.toFile())
                .withBuildArg("WHO", "you")
                .withTags(Set.of("java:1", "java:2")),
            heard);

    assertThat(heard.stream).contains("Step 1/5 : FROM box:1", "Successfully tagged java:");
    assertThat(output(id)).isEqualTo("sentfor you\n");
    assertThat(docker.inspectImageCmd(id).exec().getRepoTags())
        .containsExactlyInAnyOrder("java:1", "java:2");
  }

  @Test
  void aStageIsChosenAndLabelled() throws IOException {
    dockerfile("FROM box:1 AS one\nCMD echo one\nFROM box:1\nRUN exit 1\n");
    var command = docker.buildImageCmd(context.toFile()).withTarget("one").withNoCache(true);
    var id = built(command.withLabels(Map.of("mine", "yes")).withShmsize(1L << 20), new Heard());

    assertThat(output(id)).isEqualTo("one\n");
    assertThat(docker.inspectImageCmd(id).exec().getConfig().getLabels()).containsKey("mine");
  }

  @Test
  void theEngineFetchesAContext() throws IOException {
    dockerfile("FROM box:1\nCMD echo fetched\n");
    try (var server = new FileServer(context)) {
      var command = docker.buildImageCmd().withRemote(URI.create(server.url("Dockerfile")));

      assertThat(output(built(command, new Heard()))).isEqualTo("fetched\n");
      var missing = docker.buildImageCmd().withRemote(URI.create(server.url("none")));
      assertThatThrownBy(() -> built(missing, new Heard()))
          .hasMessageContaining("the server answers 404");
    }
  }

  @Test
  void aFailureIsToldInItsWords() throws IOException {
    dockerfile("FROM box:1\nRUN exit 3\n");
    var command = docker.buildImageCmd(context.toFile());

    assertThatThrownBy(() -> built(command, new Heard()))
        .isInstanceOf(DockerClientException.class)
        .hasMessageContaining("returned a non-zero code: 3");
  }
}
