package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.oci.image.Digest;
import dev.jug.testkit.FileServer;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that need files, repositories and contexts from addresses. */
@EndToEnd
@Requires({"command:docker", "command:git"})
class RemoteBuildTest {
  private static final String REPOSITORY =
      """
      set -e; cd "$1"
      export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a \\
        GIT_COMMITTER_EMAIL=a GIT_AUTHOR_DATE='@1000000000 +0000' GIT_COMMITTER_DATE='@1000000000 +0000'
      git init -q -b trunk work; cd work
      mkdir sub; echo first > file; echo inner > sub/file; ln -s /etc out
      printf 'FROM box:1\\nCOPY file /from-context\\n' > sub/Dockerfile
      git add -A; git commit -qm one; git tag v1
      echo second > file; git commit -qam two; git rev-parse HEAD > ../commit
      git clone -q --bare . ../repo.git; git -C ../repo.git update-server-info
      tar -czf ../context.tar.gz -C sub .
      cd ..; rm -r work
      """;

  @TempDir static Path folder;
  private static Docker docker;
  private static Path served;
  private static FileServer server;

  @BeforeAll
  static void open() throws IOException {
    docker = new Docker(folder);
    served = Files.createDirectory(folder.resolve("served"));
    Files.writeString(served.resolve("file"), "by address");
    var make = docker.jug().start(List.of("sh", "-c", REPOSITORY, "sh", served.toString()));
    Jug.finish(make, new byte[0]).ok();
    server = new FileServer(served);
  }

  @AfterAll
  static void close() {
    server.close();
    docker.close();
  }

  private static Result build(String dockerfile) throws IOException {
    var context = Files.createTempDirectory(folder, "context");
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    return docker.run("build", "-q", context.toString());
  }

  private static String run(Result built, String command) {
    var image = built.ok().text().lines().reduce((_, last) -> last).orElseThrow();
    return docker.run("run", "--rm", image, "sh", "-c", command).ok().text();
  }

  @Test
  void aFileFromAnAddressIsVerified() throws IOException {
    var digest = Digest.of("by address".getBytes(StandardCharsets.UTF_8)).toString();
    var added = "FROM box:1\nADD --checksum=%s %s /got/\n";
    var image = build(added.formatted(digest, server.url("file")));
    var wrong = "sha256:" + "0".repeat(64);

    assertThat(run(image, "cat /got/file; stat -c ' %a %u' /got/file"))
        .isEqualTo("by address 600 0");
    assertThat(build(added.formatted(wrong, server.url("file"))).err())
        .contains("digest mismatch " + digest + ": " + wrong);
    assertThat(build("FROM box:1\nADD " + server.url("none") + " /\n").err())
        .contains("failed to load " + server.url("none") + ": the server answers 404");
  }

  @Test
  void whatAnAddressHasDecidesWhetherItIsAddedAgain() throws IOException {
    Files.writeString(served.resolve("changing"), "1");
    var dockerfile = "FROM box:1\nADD " + server.url("changing") + " /changing\n";
    var first = build(dockerfile).ok().text();
    assertThat(build(dockerfile).ok().text()).isEqualTo(first);
    Files.writeString(served.resolve("changing"), "2");

    assertThat(run(build(dockerfile), "cat /changing")).isEqualTo("2");
  }

  @Test
  void anArchiveFromAnAddressIsUnpackedOnRequest() throws IOException {
    var url = server.url("context.tar.gz");
    var image =
        build("FROM box:1\nADD --unpack=true %s /in/\nADD %s /as-it-is/\n".formatted(url, url));

    assertThat(run(image, "cat /in/file; ls /as-it-is")).isEqualTo("inner\ncontext.tar.gz");
  }

  @Test
  void aRepositoryIsAddedAtAReference() throws IOException {
    var url = server.url("repo.git");
    var commit = Files.readString(served.resolve("commit")).strip();
    var image =
        build(
            """
            FROM box:1
            ADD %1$s /newest
            ADD %1$s#v1 /tagged
            ADD --keep-git-dir=true %1$s#trunk /kept
            ADD --checksum=%2$s %1$s#%2$s:sub /part
            """
                .formatted(url, commit));

    assertThat(run(image, "cat /newest/file /tagged/file /kept/file /part/file"))
        .isEqualTo("second\nfirst\nsecond\ninner");
    assertThat(run(image, "ls -A /newest /kept/.git/HEAD /part"))
        .isEqualTo("/kept/.git/HEAD\n\n/newest:\nfile\nout\nsub\n\n/part:\nDockerfile\nfile");
  }

  @Test
  void whatARepositoryDoesNotHaveIsNamed() throws IOException {
    var url = server.url("repo.git");

    assertThat(build("FROM box:1\nADD " + url + "#nosuch /x\n").err())
        .contains("failed to load " + url + ": no branch, tag or commit is called nosuch");
    assertThat(build("FROM box:1\nADD " + url + "#--upload-pack=touch /x\n").err())
        .contains("'--upload-pack=touch' is no branch, tag or commit");
    assertThat(build("FROM box:1\nADD " + server.url("other.git") + " /x\n").err())
        .contains("failed to load " + server.url("other.git"));
  }

  @Test
  void aContextComesFromARepositoryOrAnArchive() {
    for (var address : List.of("repo.git#trunk:sub", "context.tar.gz")) {
      docker.jug().run("build", "-t", "fetched:1", server.url(address)).ok();
      assertThat(docker.run("run", "--rm", "fetched:1", "cat", "/from-context").ok().text())
          .isEqualTo("inner");
    }
    var out = docker.jug().run("build", server.url("repo.git#trunk:out"));
    assertThat(out.code()).isNotZero();
    assertThat(out.err()).contains("the repository has no directory out");
  }

  @Test
  void aContextIsADockerfileAloneIfItIsNoArchive() throws IOException {
    Files.writeString(served.resolve("alone"), "FROM box:1\nRUN echo alone > /alone\n");
    docker.jug().run("build", "-t", "alone:1", server.url("alone")).ok();

    assertThat(docker.run("run", "--rm", "alone:1", "cat", "/alone").ok().text())
        .isEqualTo("alone");
  }
}
