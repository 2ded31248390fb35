package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker build} with BuildKit: the stock client and its plugin, our builder. */
@EndToEnd
@Requires({"command:docker", "command:docker-buildx"})
class BuildKitTest {
  private static final String OLD_CLIENT = "/usr/bin/docker";

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
  }

  private void write(String path, String content) throws IOException {
    var file = context.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static String run(String image, String command) {
    return docker.run("run", "--rm", image, "sh", "-c", command).ok().text();
  }

  @Test
  void aDockerfileBecomesAnImageWithTheProgressThatClientsShow() throws IOException {
    write("greeting", "hello");
    write(".dockerignore", "secret*\n");
    write("secret.key", "not sent");
    write(
        "Dockerfile",
        """
        # syntax=docker/dockerfile:1
        FROM box:1 AS build
        ARG WHO
        WORKDIR /srv
        COPY . .
        RUN <<END
        echo "built for $WHO in %s" > made
        ls -a | tr '\\n' ' '
        END
        FROM box:1
        COPY --from=build /srv /srv
        """
            .formatted(context));
    var name = "plain:1";
    var shown = kit.build("-t", name, "--build-arg", "WHO=me", context.toString()).ok().err();

    assertThat(shown)
        .contains("[internal] load build definition from Dockerfile")
        .contains("[internal] load metadata for docker.io/library/box:1")
        .contains("[internal] load build context")
        .contains("[build 2/4] WORKDIR /srv")
        .contains(". .. .dockerignore Dockerfile greeting made")
        .contains("[stage-1 2/2] COPY --from=build /srv /srv")
        .contains("naming to docker.io/library/plain:1 done");
    assertThat(run(name, "cat /srv/greeting /srv/made"))
        .isEqualTo("hellobuilt for me in " + context);
    var again = kit.build("-t", name, "--build-arg", "WHO=me", context.toString()).ok().err();
    assertThat(again.split("CACHED", -1)).as(again).hasSize(5);
  }

  @Test
  void aContextIsNotSentIfNoStepNeedsIt() throws IOException {
    write("Dockerfile", "FROM box:1\nCOPY <<END /here\ntext\nEND\n");
    assertThat(kit.build("-t", "here:1", context.toString()).ok().err())
        .doesNotContain("load build context");
    assertThat(run("here:1", "cat /here")).isEqualTo("text");
  }

  @Test
  void aFailingCommandIsToldInTheWordsOfBuildKit() throws IOException {
    write("Dockerfile", "FROM box:1\nRUN echo before; exit 7\n");
    var result = kit.build(context.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("before")
        .contains(
            "failed to solve: process \"/bin/sh -c echo before; exit 7\" did not complete"
                + " successfully: exit code: 7")
        .containsPattern("(?m)^Dockerfile:2$")
        .contains("2 | >>> RUN echo before; exit 7");
  }

  @Test
  void aMistakeIsToldWithItsLine() throws IOException {
    write("Dockerfile", "FROM box:1\nBOGUS x\n");
    assertThat(kit.build(context.toString()).err())
        .contains("failed to solve: dockerfile parse error on line 2: unknown instruction: BOGUS");
    assertThat(kit.build("-f", context.resolve("none").toString(), context.toString()).code())
        .isEqualTo(1);
  }

  @Test
  void whatOnlyTheClientHasIsAskedFor() throws IOException {
    write("key", "s3cret");
    write("more/file", "from elsewhere");
    write(
        "Dockerfile",
        """
        FROM base
        RUN --mount=type=secret,id=key [ "$(cat /run/secrets/key)" = s3cret ]
        RUN --mount=type=secret,id=token,env=T [ "$T" = of-the-environment ]
        RUN --mount=type=secret,id=none [ ! -e /run/secrets/none ]
        RUN --mount=type=ssh [ -S "$SSH_AUTH_SOCK" ]
        RUN grep -q '1.2.3.4.*elsewhere' /etc/hosts
        COPY --from=more file /file
        """);
    var socket = context.resolve("agent");
    try (var agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      agent.bind(UnixDomainSocketAddress.of(socket));
      kit.build(
              "-t",
              "client:1",
              "--no-cache",
              "--secret",
              "id=key,src=" + context.resolve("key"),
              "--secret",
              "id=token,env=TOKEN",
              "--ssh",
              "default=" + socket,
              "--add-host",
              "elsewhere:1.2.3.4",
              "--build-context",
              "more=" + context.resolve("more"),
              "--build-context",
              "base=docker-image://box:1",
              "--label",
              "of=client",
              context.toString())
          .ok();
    }
    assertThat(run("client:1", "cat /file; ls /run/secrets /run/buildkit 2>/dev/null; true"))
        .isEqualTo("from elsewhere");
    assertThat(docker.run("inspect", "-f", "{{.Config.Labels}}", "client:1").text())
        .isEqualTo("map[of:client]");
  }

  @Test
  void aSecretThatIsRequiredAndAnAgentThatIsNotThereFail() throws IOException {
    write("Dockerfile", "FROM box:1\nRUN --mount=type=secret,id=k,required true\n");
    assertThat(kit.build(context.toString()).err()).contains("secret k: not found");
    write("Dockerfile", "FROM box:1\nRUN --mount=type=ssh,required true\n");
    assertThat(kit.build(context.toString()).err()).contains("unset ssh forward key default");
  }

  @Test
  void dockerfilesAndContextsMayComeFromStandardInput() throws Exception {
    write("file", "in the archive");
    write("Dockerfile", "FROM box:1\nCOPY file /\n");
    var tar = new ProcessBuilder("tar", "-C", context.toString(), "-c", ".").start();
    var archive = tar.getInputStream().readAllBytes();
    assertThat(tar.waitFor()).isZero();

    kit.feed(archive, "-t", "archive:1", "-").ok();
    assertThat(run("archive:1", "cat /file")).isEqualTo("in the archive");
    kit.feed("FROM box:1\nRUN echo x > /piped\n", "-t", "piped:1", "-").ok();
    assertThat(run("piped:1", "cat /piped")).isEqualTo("x");
    kit.feed("FROM box:1\nCOPY file /both\n", "-t", "both:1", "-f", "-", context.toString()).ok();
    assertThat(run("both:1", "cat /both")).isEqualTo("in the archive");
  }

  @Test
  void theResultMayGoToTheClientInstead() throws Exception {
    write("file", "result");
    write("Dockerfile", "FROM scratch\nCOPY file /deep/file\n");
    var directory = folder.resolve("out");
    var archive = folder.resolve("out.tar");
    var before = images();
    kit.build("-o", directory.toString(), context.toString()).ok();
    kit.build("-o", "type=tar,dest=" + archive, context.toString()).ok();

    assertThat(directory.resolve("deep/file")).hasContent("result");
    var listed = new ProcessBuilder("tar", "-tf", archive.toString()).start();
    assertThat(new String(listed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("deep/file");
    assertThat(images()).isEqualTo(before);
  }

  private static String images() {
    return docker.run("images", "-aq").ok().text();
  }

  @Test
  void aBuildThatIsGivenUpLeavesNoContainer() throws IOException {
    write("Dockerfile", "FROM box:1\nRUN sleep 4713\n");
    var client = kit.beginBuild(context.toString());
    Jug.eventually(() -> assertThat(docker.run("ps", "--no-trunc").out()).contains("4713"));
    client.destroy();

    Jug.eventually(() -> assertThat(docker.run("ps", "-aq").text()).isEmpty());
  }

  @Test
  void theBuilderTellsWhatItIsAndWhatItKeeps() throws IOException {
    write("Dockerfile", "FROM box:1\nRUN echo " + context + " > /x\n");
    kit.build(context.toString()).ok();

    assertThat(kit.buildx("ls").ok().out()).contains("default", "running", "linux/");
    assertThat(kit.buildx("inspect").ok().out()).contains("BuildKit");
    assertThat(kit.buildx("du").ok().out()).contains("Reclaimable:").doesNotContain("Total:\t0B");
    assertThat(kit.buildx("prune", "-af").ok().out()).contains("Total:");
    assertThat(docker.run("system", "df").ok().out()).containsPattern("Build Cache +0 ");
  }

  @Test
  void theImagesIdIsWrittenWhereTheClientWantsIt() throws IOException {
    write("Dockerfile", "FROM box:1\nENV written=" + context + "\n");
    var id = folder.resolve("id");
    var metadata = folder.resolve("metadata");
    kit.build(
            "--iidfile", id.toString(), "--metadata-file", metadata.toString(), context.toString())
        .ok();

    assertThat(docker.run("inspect", "-f", "{{.Id}}", Files.readString(id)).ok().text())
        .isEqualTo(Files.readString(id));
    assertThat(metadata).content().contains("containerimage.config.digest");
  }

  @Test
  @Requires("file:" + OLD_CLIENT)
  void clientsThatSpeakBuildKitByThemselvesAreServedToo() throws IOException {
    write("file", "old");
    write("Dockerfile", "FROM box:1\nCOPY file /\nRUN cat /file\n");
    var built = kit.buildWith(OLD_CLIENT, "-t", "old:1", context.toString()).ok();
    assertThat(built.err()).contains("[2/3] COPY file /", "naming to docker.io/library/old:1");
    assertThat(run("old:1", "cat /file")).isEqualTo("old");

    var tar = new ProcessBuilder("tar", "-C", context.toString(), "-c", ".").start();
    var archive = tar.getInputStream().readAllBytes();
    assertThat(kit.feedWith(OLD_CLIENT, archive, "-t", "old:2", "-").ok().err())
        .contains("[3/3] RUN cat /file");
    write("Dockerfile", "FROM box:1\nRUN exit 3\n");
    assertThat(kit.buildWith(OLD_CLIENT, context.toString()).err())
        .contains("did not complete successfully: exit code: 3");
  }
}
