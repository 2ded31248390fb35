package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker build} without BuildKit. */
@EndToEnd
@Requires("command:docker")
class BuildTest {
  private static final int FILES = 500;

  @TempDir static Path folder;
  private static Docker docker;
  private Path context;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @BeforeEach
  void makeContext() throws IOException {
    context = Files.createTempDirectory(folder, "context");
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private void write(String path, String content) throws IOException {
    var file = context.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Process begin(String dockerfile, String... options) throws IOException {
    write("Dockerfile", dockerfile);
    var words = new ArrayList<>(List.of("build"));
    words.addAll(List.of(options));
    words.add(context.toString());
    return docker.begin(words.toArray(String[]::new));
  }

  private Result build(String dockerfile, String... options) throws IOException {
    return Jug.finish(begin(dockerfile, options), new byte[0]);
  }

  private String built(String dockerfile) throws IOException {
    var lines = build(dockerfile, "-q").ok().text().lines().toList();
    return lines.getLast();
  }

  private static String run(String image, String command) {
    return docker.run("run", "--rm", image, "sh", "-c", command).ok().text();
  }

  @Test
  void stepsOfAnImageAreTakenFromItWhenTheyAreForgotten() throws IOException {
    var dockerfile = "FROM box:1\nRUN echo once > /once\n";
    var inline = "BUILDKIT_INLINE_CACHE=1";
    build(dockerfile, "-t", "plain:1").ok();
    build(dockerfile, "-t", "inline:1", "--build-arg", inline).ok();
    docker.run("builder", "prune", "-af").ok();

    var none = build(dockerfile, "--cache-from", "none:1,plain:1").ok();
    assertThat(none.out())
        .contains("build cache ignored: No such image: none:1")
        .contains("build cache ignored: plain:1 says nothing of steps of builds")
        .doesNotContain("Using cache");
    docker.run("builder", "prune", "-af").ok();
    assertThat(build(dockerfile, "--cache-from", "inline:1").ok().out()).contains("Using cache");
  }

  @Test
  void aDockerfileBecomesAnImageThatRuns() throws IOException {
    write("greeting", "hello from a build");
    var result =
        build(
            """
            FROM box:1
            WORKDIR /srv/app
            COPY greeting .
            RUN echo made > made && echo seen
            CMD ["cat", "/srv/app/greeting"]
            """,
            "-t",
            "made:1");

    assertThat(result.ok().out())
        .contains("Step 1/5 : FROM box:1", "Step 4/5 : RUN echo made", "seen\n")
        .containsPattern("Successfully built [0-9a-f]{12}\nSuccessfully tagged made:1\n");
    assertThat(docker.run("run", "--rm", "made:1").ok().text()).isEqualTo("hello from a build");
    assertThat(run("made:1", "pwd; cat made")).isEqualTo("/srv/app\nmade");
    assertThat(docker.run("history", "--no-trunc", "made:1").ok().out())
        .contains("COPY greeting", "echo made > made");
  }

  @Test
  void buildingAgainRunsNothingWhateverTheTimesOfTheFilesAre() throws IOException {
    write("file", "content");
    var dockerfile = "FROM box:1\nCOPY file /\nRUN cat /proc/sys/kernel/random/uuid > /once\n";
    var first = built(dockerfile);
    Files.setLastModifiedTime(context.resolve("file"), FileTime.from(Instant.EPOCH));

    assertThat(built(dockerfile)).isEqualTo(first);
    assertThat(build(dockerfile).ok().out().split("---> Using cache", -1)).hasSize(3);
    assertThat(build(dockerfile, "--no-cache").ok().out()).doesNotContain("Using cache");
  }

  @Test
  void aChangedFileChangesOnlyWhatComesAfterIt() throws IOException {
    write("early", "1");
    write("late", "1");
    var dockerfile =
        "FROM box:1\nCOPY early /\nRUN cat /proc/sys/kernel/random/uuid > /a\nCOPY late /\n";
    var first = built(dockerfile);
    write("late", "2");
    var second = built(dockerfile);
    write("early", "2");
    var third = built(dockerfile);

    assertThat(run(second, "cat /a")).isEqualTo(run(first, "cat /a"));
    assertThat(run(third, "cat /a")).isNotEqualTo(run(first, "cat /a"));
    assertThat(run(second, "cat /late")).isEqualTo("2");
  }

  @Test
  void aLinkedLayerDoesNotDependOnThoseBelow() throws IOException {
    write("file", "linked");
    var linked = "COPY --link --chown=5:6 file /deep/file\n";
    var first = built("FROM box:1\nRUN mkdir /deep && echo 1 > /deep/one\n" + linked);
    var again = build("FROM box:1\nRUN mkdir /deep && echo 2 > /deep/two\n" + linked).ok().out();
    var second = built("FROM box:1\nRUN mkdir /deep && echo 2 > /deep/two\n" + linked);

    assertThat(run(first, "cat /deep/file /deep/one")).isEqualTo("linked1");
    assertThat(again).containsPattern("COPY --link .*\n ---> Using cache");
    assertThat(run(second, "cat /deep/file /deep/two; stat -c ' %u:%g' /deep/file"))
        .isEqualTo("linked2\n 5:6");
  }

  @Test
  void theSameFilesMakeTheSameImageWithoutAnyCache() throws IOException {
    write("dir/b", "b");
    write("dir/a", "a");
    var dockerfile = "FROM box:1\nWORKDIR /w\nCOPY dir /dir\nRUN echo x > /x\n";
    var first = built(dockerfile);
    docker.run("builder", "prune", "-af").ok();
    Files.setLastModifiedTime(context.resolve("dir/a"), FileTime.from(Instant.EPOCH));

    assertThat(build(dockerfile, "--no-cache").ok().out()).doesNotContain("Using cache");
    assertThat(built(dockerfile)).isEqualTo(first);
  }

  @Test
  void aFailingCommandIsNamedWithItsExitCode() throws IOException {
    var result = build("FROM box:1\nRUN exit 7\n");

    assertThat(result.code()).isEqualTo(7);
    assertThat(result.err())
        .contains("The command '/bin/sh -c exit 7' returned a non-zero code: 7");
    assertThat(docker.run("ps", "-aq").text()).isEmpty();
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    var result = build("FROM box:1\nCOPY nosuch /\n");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("COPY failed: file not found in build context or excluded by .dockerignore")
        .contains("nosuch");
  }

  @Test
  void filesGoWhereTheyAreToGo() throws IOException {
    write("dir/inner", "i");
    write("one.txt", "1");
    write("two.txt", "2");
    write("deep/er/file", "d");
    var image =
        built(
            """
            FROM box:1
            RUN mkdir -p /real && ln -s /real /link && ln -s /nowhere/../../etc /out
            COPY dir /dir
            COPY *.txt /texts/
            COPY --chown=5:6 --chmod=700 one.txt /owned
            COPY --parents deep/er/file /parents/
            COPY one.txt /link/
            COPY two.txt dir/inner /several/
            """);

    assertThat(run(image, "cat /dir/inner; ls /texts; stat -c '%u:%g %a' /owned"))
        .isEqualTo("ione.txt\ntwo.txt\n5:6 700");
    assertThat(run(image, "cat /parents/deep/er/file; ls /real; ls /several"))
        .isEqualTo("done.txt\ninner\ntwo.txt");
    assertThat(build("FROM box:1\nCOPY one.txt dir/inner /x\n").err())
        .contains("the destination must be a directory and end with a /");
  }

  @Test
  void archivesAreUnpackedByAddAlone() throws IOException, InterruptedException {
    write("in/file", "x");
    var tar = new ProcessBuilder("tar", "-C", context.toString(), "-czf", context + "/a.tgz", "in");
    assertThat(tar.start().waitFor()).isZero();
    var image = built("FROM box:1\nADD a.tgz /added/\nCOPY a.tgz /copied/\nADD in/file /plain\n");

    assertThat(run(image, "cat /added/in/file /plain; ls /copied")).isEqualTo("xxa.tgz");
  }

  @Test
  void stagesRunAtTheSameTimeAndFilesGoFromOneToAnother() throws IOException {
    var wait = "RUN --mount=type=cache,id=meet,target=/meet ";
    var image =
        built(
            "FROM box:1 AS one\n"
                + wait
                + "touch /meet/1; until [ -e /meet/2 ]; do sleep 0.05; done; echo 1 > /f\n"
                + "FROM box:1 AS two\n"
                + wait
                + "touch /meet/2; until [ -e /meet/1 ]; do sleep 0.05; done; echo 2 > /f\n"
                + "FROM box:1\nCOPY --from=one /f /1\nCOPY --from=two /f /2\n");

    assertThat(run(image, "cat /1 /2; ls -d /meet 2>/dev/null || echo gone"))
        .isEqualTo("1\n2\ngone");
  }

  @Test
  void whatIsMountedLeavesNothingBehind() throws IOException {
    write("seen", "s");
    var image =
        built(
            """
            FROM box:1
            RUN --mount=type=bind,target=/ctx,rw cat /ctx/seen > /copy && echo n > /ctx/new
            RUN --mount=type=tmpfs,target=/memory echo x > /memory/x
            """);

    assertThat(run(image, "cat /copy; ls /")).startsWith("s").doesNotContain("ctx", "memory");
    assertThat(context.resolve("new")).doesNotExist();
  }

  @Test
  void anInterruptedBuildLeavesNoContainer() throws IOException {
    var client = begin("FROM box:1\nRUN sleep 4711\n");
    Jug.eventually(() -> assertThat(docker.run("ps", "-q").text()).isNotEmpty());
    client.destroy();

    Jug.eventually(() -> assertThat(docker.run("ps", "-aq").text()).isEmpty());
  }

  @Test
  void aKilledEngineLeavesFinishedStepsAndNothingElse() throws IOException {
    var unique = "FROM box:1\nRUN echo " + context + " > /first\n";
    var client = begin(unique + "RUN sleep 4712\n");
    Jug.eventually(() -> assertThat(docker.run("ps", "--no-trunc").out()).contains("4712"));
    docker.jug().killEngine();
    Jug.finish(client, new byte[0]);
    docker.jug().run("engine", "start").ok();

    assertThat(docker.run("ps", "-aq").text()).isEmpty();
    var again = build(unique + "RUN cat /first\n").ok().out();
    assertThat(again.split("---> Using cache", -1)).hasSize(2);
    assertThat(again).contains("\n" + context + "\n");
  }

  @Test
  void anEngineThatIsKilledAtAnyTimeLeavesNothingHalfMade() throws IOException {
    for (int i = 0; i < FILES; i++) {
      write("d/f" + i, "x".repeat(i));
    }
    var steps = new StringBuilder("FROM box:1\nARG RUN_OF=" + context + "\n");
    for (int i = 0; i < 4; i++) {
      steps.append("COPY d /copy").append(i).append("\nRUN cat /copy*/* | md5sum > /sum").append(i);
      steps.append('\n');
    }
    for (int kills = 0; kills < 5; kills++) {
      long known = finishedSteps();
      var client = begin(steps.toString());
      Jug.eventually(() ->
          assertThat(finishedSteps() > known || !client.isAlive())
              .as("a step is finished")
              .isTrue());
      docker.jug().killEngine();
      Jug.finish(client, new byte[0]);
      docker.jug().run("engine", "start").ok();
    }
    var made = built(steps.toString());

    assertThat(docker.jug().run("system", "check").text()).isEqualTo("images: sound");
    assertThat(build(steps.toString(), "--no-cache", "-q").ok().text()).endsWith(made);
    assertThat(docker.run("ps", "-aq").text()).isEmpty();
  }

  private static long finishedSteps() {
    var steps = docker.jug().place().resolve("state/images/steps").toFile().list();
    return steps == null ? 0 : steps.length;
  }

  @Test
  void whatBuildsKeepIsCountedAndCanBeRemoved() throws IOException {
    built("FROM box:1\nRUN echo " + context + "\n");
    assertThat(docker.run("system", "df").ok().out()).doesNotContainPattern("Build Cache +0 ");
    docker.run("builder", "prune", "-af").ok();

    assertThat(docker.run("system", "df").ok().out()).containsPattern("Build Cache +0 ");
  }
}
