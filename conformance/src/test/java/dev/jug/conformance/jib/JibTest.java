package dev.jug.conformance.jib;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DockerDaemonImage;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.jug.app.command.EndToEnd;
import dev.jug.app.docker.Docker;
import dev.jug.app.image.RealRegistry;
import dev.jug.testkit.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jib makes gets into an engine, directly and by way of a registry, and out of it. */
@EndToEnd
@Requires({"command:docker", "command:docker-registry"})
class JibTest {
  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  /** Jib asks the docker command, which finds the engine by its variable. */
  private static DockerDaemonImage image(String name) throws Exception {
    return DockerDaemonImage.named(name)
        .setDockerEnvironment(Map.of("DOCKER_HOST", "unix://" + docker.socket()));
  }

  private static JibContainer make(JibContainerBuilder builder, Containerizer to) throws Exception {
    var cache = folder.resolve("cache");
    return builder.containerize(
        to.setApplicationLayersCache(cache)
            .setBaseImageLayersCache(cache)
            .setAllowInsecureRegistries(true));
  }

  private static JibContainerBuilder program(JibContainerBuilder from, String text)
      throws Exception {
    var file = Files.writeString(folder.resolve("program"), text);
    return from.addLayer(List.of(file), AbsoluteUnixPath.get("/app"))
        .setEntrypoint("cat", "/app/program");
  }

  @Test
  void anImageOfTheEngineIsTheBaseOfOneThatIsLoaded() throws Exception {
    var made =
        make(program(Jib.from(image("box:1")), "from jib"), Containerizer.to(image("jib:1")));

    assertThat(docker.run("run", "--rm", "jib:1").ok().text()).isEqualTo("from jib");
    assertThat(docker.run("inspect", "-f", "{{.Id}}", "jib:1").text())
        .isEqualTo(made.getImageId().toString());
  }

  @Test
  void anImageThatIsPushedIsPulled() throws Exception {
    try (var registry = RealRegistry.plain(folder.resolve("registry"))) {
      docker.jug().run("tag", "box:1", registry.name() + "/box:1").ok();
      docker.run("push", registry.name() + "/box:1").ok();
      var base = Jib.from(RegistryImage.named(registry.name() + "/box:1"));
      make(
          program(base, "by a registry"),
          Containerizer.to(RegistryImage.named(registry.name() + "/jib:1")));

      var pulled = docker.run("run", "--rm", registry.name() + "/jib:1").ok();
      assertThat(pulled.text()).isEqualTo("by a registry");
    }
  }
}
