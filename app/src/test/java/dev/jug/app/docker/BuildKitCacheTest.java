package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import dev.jug.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Build caches and archives of BuildKit's clients: what they share with more than this engine. */
@EndToEnd
@Requires({"command:docker", "command:docker-buildx"})
class BuildKitCacheTest {
  @TempDir static Path folder;
  private static Docker docker;
  private static BuildKit kit;
  private Path context;

  @BeforeAll
  static void open() throws IOException {
    docker = new Docker(folder);
    kit = BuildKit.of(docker, folder);
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  @BeforeEach
  void makeContext() throws IOException {
    context = Files.createTempDirectory(folder, "context");
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM box:1\nRUN cat /proc/sys/kernel/random/uuid > /made\nCMD cat /made\n");
  }

  private String build(String... options) {
    var words = new ArrayList<>(List.of("-t", "kit:1"));
    words.addAll(List.of(options));
    words.add(context.toString());
    return kit.build(words.toArray(String[]::new)).ok().err();
  }

  private static String made() {
    return docker.run("run", "--rm", "kit:1").ok().text();
  }

  private void assertIsTakenOver(String to, String from) {
    build("--cache-to", to);
    var before = made();
    docker.run("rmi", "kit:1").ok();
    docker.run("builder", "prune", "-af").ok();

    assertThat(build("--cache-from", from)).contains("CACHED");
    assertThat(made()).isEqualTo(before);
  }

  @Test
  void aCacheIsInADirectoryOfTheClients() {
    var directory = context.resolve("cache");
    assertIsTakenOver("type=local,dest=" + directory, "type=local,src=" + directory);
    assertThat(directory.resolve("index.json")).content().contains("latest");
  }

  @Test
  void aCacheIsInARegistry() {
    try (var registry = new FakeRegistry()) {
      var cache = "type=registry,ref=" + registry.host() + "/cache:1";
      assertIsTakenOver(cache + ",mode=max", cache);
    }
  }

  @Test
  void aCacheThatIsOfNoUseIsToldOf() {
    assertThat(build("--cache-from", "type=registry,ref=127.0.0.1:1/none"))
        .contains("build cache ignored: ", "127.0.0.1:1");
    assertThat(build("--no-cache", "--cache-from", "type=gha,url=http://127.0.0.1:1,token=t"))
        .contains("exporting to image");
  }

  @Test
  void archivesOfImagesGoToTheClient() {
    for (var type : List.of("docker", "oci")) {
      var file = context.resolve(type + ".tar");
      build("-o", "type=" + type + ",dest=" + file);
      docker.jug().run("pull", type + "-archive:" + file, "from:" + type).ok();
      assertThat(docker.run("history", "from:" + type).ok().out()).contains("random/u");
    }
  }

  @Test
  void whatIsSaidOfAnImageIsInItsIndexIfSomebodyAsks() throws IOException {
    var layout = context.resolve("layout");
    build("--sbom=true", "--provenance=mode=max", "-o", "type=oci,tar=false,dest=" + layout);
    assertThat(layout.resolve("index.json")).content().contains("image.index.v1+json");

    assertThat(build("--sbom=true")).contains("exporting attestation manifest");
    assertThat(made()).isNotEmpty();
    assertThat(build()).doesNotContain("attestation");
  }

  @Test
  void severalPlatformsAreOneIndex() throws IOException {
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM --platform=$BUILDPLATFORM box:1 AS make
        ARG TARGETARCH
        RUN echo "for $TARGETARCH" > /for
        FROM scratch
        COPY --from=make /for /
        """);
    var layout = context.resolve("several");
    var platforms = "--platform=linux/amd64,linux/arm64";
    build(platforms, "-o", "type=oci,tar=false,dest=" + layout);

    var root = blob(layout, layout.resolve("index.json"));
    assertThat(root).contains("\"amd64\"", "\"arm64\"");
    var refused = kit.build(platforms, "-o", "type=tar,dest=-", context.toString());
    assertThat(refused.err()).contains("output of type tar for several platforms is not supported");
  }

  /** What an index leads to first. */
  private static String blob(Path layout, Path index) throws IOException {
    var digest = Files.readString(index).replaceAll("(?s).*?sha256:([0-9a-f]{64}).*", "$1");
    return Files.readString(layout.resolve("blobs/sha256").resolve(digest));
  }
}
