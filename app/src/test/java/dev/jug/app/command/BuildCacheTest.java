package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug.Result;
import dev.jug.oci.image.Digest;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that one engine has run, and another takes over. */
@EndToEnd
class BuildCacheTest {
  private static final Jug FIRST = new Jug();
  private static final Jug SECOND = new Jug();
  private static final FakeRegistry REGISTRY = new FakeRegistry();
  private static final String BASE = REGISTRY.host() + "/box:1";
  private static final Pattern DIGEST = Pattern.compile("\"digest\":\"(sha256:[0-9a-f]{64})\"");

  @TempDir static Path folder;
  private Path context;
  private String cache;

  @BeforeAll
  static void makeBase() throws IOException {
    var archive = folder.resolve("box.tar").toString();
    var root = BusyboxRootfs.shared().toString();
    Jug.finish(FIRST.start(List.of("tar", "-C", root, "-cf", archive, ".")), new byte[0]).ok();
    FIRST.run("import", archive, BASE).ok();
    FIRST.run("push", BASE).ok();
  }

  /** What a build by both of the engines makes only once is by chance, so that it tells. */
  @BeforeEach
  void makeContext() throws IOException {
    context = Files.createTempDirectory(folder, "context");
    cache = REGISTRY.host() + "/cache:" + context.getFileName();
    Files.writeString(context.resolve("file"), context.toString());
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM %s AS made
        COPY file /file
        RUN cat /proc/sys/kernel/random/uuid > /made
        FROM %s
        WORKDIR /srv/%s
        COPY --from=made --link /made /file ./
        RUN cat /proc/sys/kernel/random/uuid > chance
        CMD cat made chance file
        """
            .formatted(BASE, BASE, context.getFileName()));
  }

  @AfterEach
  void forget() {
    SECOND.run("builder", "prune", "-af").ok();
    SECOND.run("system", "prune", "-af").ok();
  }

  @AfterAll
  static void close() {
    FIRST.close();
    SECOND.close();
    REGISTRY.close();
  }

  private Result build(Jug engine, String... options) {
    var words = new ArrayList<>(List.of("build", "-t", "cached:1", "--progress=plain"));
    words.addAll(List.of(options));
    words.add(context.toString());
    return engine.run(words.toArray(String[]::new)).ok();
  }

  private static String made(Jug engine) {
    return engine.run("run", "--rm", "cached:1").text();
  }

  private static int ran(Result build) {
    return build.err().split("(?m)^#\\d+ DONE ", -1).length - 1;
  }

  private void assertNothingRuns(String from) {
    var build = build(SECOND, "--cache-from", from);
    assertThat(ran(build)).as(build.err()).isZero();
    assertThat(made(SECOND)).isEqualTo(made(FIRST));
  }

  @Test
  void aSecondEngineRunsNothingThatARegistryHas() {
    assertThat(ran(build(FIRST, "--cache-to", "type=registry,mode=max,ref=" + cache))).isEqualTo(5);
    assertNothingRuns("type=registry,ref=" + cache);
    assertThat(ran(build(SECOND))).as("kept, as if it had been run here").isZero();
  }

  @Test
  void aSecondEngineRunsNothingThatADirectoryHas() {
    var layout = context.resolve("../layout").normalize();
    build(FIRST, "--cache-to", "type=local,mode=max,dest=" + layout);
    assertNothingRuns("type=local,src=" + layout);
  }

  @Test
  void anImageCanSayOfWhichStepsItIs() {
    build(FIRST, "--target", "made", "--cache-to", "type=inline");
    FIRST.run("tag", "cached:1", cache).ok();
    FIRST.run("push", cache).ok();
    FIRST.run("rmi", cache).ok();
    var build = build(SECOND, "--target", "made", "--cache-from", cache);

    assertThat(ran(build)).as(build.err()).isZero();
    assertThat(build.err()).doesNotContain("WARN");
  }

  @Test
  void onlyTheStepsOfTheImageAreToldWithoutTheModeMax() {
    build(FIRST, "--cache-to", "type=registry,ref=" + cache);
    assertThat(ran(build(SECOND, "--cache-from", cache))).as("all but WORKDIR").isEqualTo(4);
  }

  @Test
  void withoutCacheNothingIsTakenOver() {
    build(FIRST, "--cache-to", "type=registry,mode=max,ref=" + cache);
    assertThat(ran(build(SECOND, "--no-cache", "--cache-from", cache))).isEqualTo(5);
  }

  @Test
  void aDamagedLayerIsToldOfAndMadeHere() throws IOException {
    var layout = Files.createDirectory(context.resolve("layout"));
    build(FIRST, "--cache-to", "type=local,mode=max,dest=" + layout);
    for (var digest : digests(manifest(layout))) {
      if (Files.size(blob(layout, digest)) > 2) {
        Files.write(blob(layout, digest), new byte[(int) Files.size(blob(layout, digest))]);
      }
    }
    var build = build(SECOND, "--cache-from", "type=local,src=" + layout);

    assertThat(build.err()).contains("WARN: build cache ignored: ");
    assertThat(ran(build)).isEqualTo(5);
  }

  @Test
  void aLayerThatIsNotWhatTheCacheSaysIsNotUsed() throws IOException {
    var layout = Files.createDirectory(context.resolve("layout"));
    build(FIRST, "--cache-to", "type=local,mode=max,dest=" + layout);
    var lie = Digest.of(new byte[] {1}).toString();
    change(layout, text -> text.replaceAll("(diff-id\":\")sha256:[0-9a-f]{64}", "$1" + lie));
    var build = build(SECOND, "--cache-from", "type=local,src=" + layout);

    assertThat(build.err()).contains("WARN: build cache ignored: layer ").contains(lie);
    assertThat(ran(build)).isEqualTo(5);
  }

  @Test
  void aCacheOfAnotherBuilderIsToldOf() throws IOException {
    var layout = Files.createDirectory(context.resolve("layout"));
    build(FIRST, "--cache-to", "type=local,mode=max,dest=" + layout);
    change(layout, text -> text.replace("vnd.oci.empty.v1+json", "vnd.buildkit.cacheconfig.v0"));
    var build = build(SECOND, "--cache-from", "type=local,src=" + layout);

    assertThat(build.err()).contains("is a build cache of BuildKit's own form");
    assertThat(ran(build)).isEqualTo(5);
  }

  @Test
  void aCacheThatIsNotThereDoesNotMatter() {
    var build = build(SECOND, "--cache-from", "type=local,src=/nosuch", "--cache-from", cache);
    assertThat(build.err()).contains("build cache ignored: ", "/nosuch", cache);
    assertThat(ran(build)).isEqualTo(5);
  }

  @Test
  void aCacheThatCannotBeWrittenFailsTheBuildUnlessThatIsAllowed() throws IOException {
    var wrong = Files.writeString(context.resolve("wrong"), "").toString();
    var to = "type=local,dest=" + wrong;
    var words = new String[] {"build", "--cache-to", to, context.toString()};

    assertThat(FIRST.run(words).err()).contains("error writing the build cache: ");
    assertThat(build(FIRST, "--cache-to", to + ",ignore-error=true").err())
        .contains("WARN: error writing the build cache: ");
    assertThat(FIRST.run("build", "--cache-to", "type=s3", context.toString()).err())
        .contains("build caches of type 's3' are not supported");
  }

  private static Path blob(Path layout, String digest) {
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  private static List<String> digests(String document) {
    return DIGEST.matcher(document).results().map(found -> found.group(1)).toList();
  }

  private static String manifest(Path layout) throws IOException {
    var index = Files.readString(layout.resolve("index.json"));
    return Files.readString(blob(layout, digests(index).getFirst()));
  }

  /** Has the layout say something else, with the digests that fit. */
  private static void change(Path layout, UnaryOperator<String> how) throws IOException {
    var index = Files.readString(layout.resolve("index.json"));
    var before = digests(index).getFirst();
    var changed = how.apply(manifest(layout)).getBytes(StandardCharsets.UTF_8);
    var after = Digest.of(changed).toString();
    Files.write(blob(layout, after), changed);
    var size = Matcher.quoteReplacement("\"size\":" + changed.length);
    Files.writeString(
        layout.resolve("index.json"),
        index.replace(before, after).replaceFirst("\"size\":\\d+", size));
  }
}
