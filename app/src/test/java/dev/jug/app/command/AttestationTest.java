package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.FileServer;
import dev.jug.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builds say of their images. */
@EndToEnd
class AttestationTest {
  private static final Jug JUG = new Jug();
  private static final Pattern DIGEST = Pattern.compile("\"digest\":\"sha256:([0-9a-f]{64})\"");

  @TempDir static Path folder;
  private Path context;

  @BeforeAll
  static void makeBase() throws IOException {
    var archive = folder.resolve("box.tar").toString();
    var root = BusyboxRootfs.shared().toString();
    Jug.finish(JUG.start(List.of("tar", "-C", root, "-cf", archive, ".")), new byte[0]).ok();
    JUG.run("import", archive, "box:1").ok();
  }

  @AfterAll
  static void close() {
    JUG.close();
  }

  @BeforeEach
  void makeContext() throws IOException {
    context = Files.createTempDirectory(folder, "context");
    Files.writeString(context.resolve("status"), "Package: thing\nVersion: 3\n");
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM box:1\nARG WHO\nCOPY status /var/lib/dpkg/\nCMD echo ran\n");
  }

  private static String blob(Path layout, String hex) throws IOException {
    return Files.readString(layout.resolve("blobs/sha256").resolve(hex));
  }

  private static List<String> digests(String document) {
    return DIGEST.matcher(document).results().map(found -> found.group(1)).toList();
  }

  /** All statements of the image in a layout, as they lie there. */
  private static String statements(Path layout) throws IOException {
    var index = blob(layout, digests(Files.readString(layout.resolve("index.json"))).getFirst());
    var manifests = digests(index);
    assertThat(index)
        .contains("\"vnd.docker.reference.type\":\"attestation-manifest\"")
        .contains("\"vnd.docker.reference.digest\":\"sha256:" + manifests.getFirst())
        .contains("\"platform\":{\"architecture\":\"unknown\",\"os\":\"unknown\"}");
    var all = new StringBuilder();
    for (var layer : digests(blob(layout, manifests.get(1)))) {
      all.append(blob(layout, layer)).append('\n');
    }
    assertThat(all).contains("\"subject\":[{\"name\":", manifests.getFirst());
    return all.toString();
  }

  private String build(String... options) throws IOException {
    var layout = Files.createTempDirectory(folder, "layout");
    var words = new ArrayList<>(List.of("build", "--build-arg", "WHO=me"));
    words.addAll(List.of(options));
    words.addAll(List.of("-o", "type=oci,tar=false,dest=" + layout, context.toString()));
    JUG.run(words.toArray(String[]::new)).ok();
    return statements(layout);
  }

  @Test
  void packagesAndWhatItWasMadeOfAreTold() throws IOException {
    var images = JUG.run("images", "-aq").text();
    var said = build("--sbom", "--provenance");

    assertThat(said)
        .contains("\"predicateType\":\"https://spdx.dev/Document\"", "pkg:deb/debian/thing@3")
        .contains("\"predicateType\":\"https://slsa.dev/provenance/v1\"")
        .containsPattern("\"uri\":\"pkg:docker/box@1[^}]*\"digest\":\\{\"sha256\":\"[0-9a-f]{64}")
        .doesNotContain("WHO");
    assertThat(build("--attest", "type=sbom", "--attest", "type=provenance")).isEqualTo(said);
    assertThat(build("--provenance=mode=max"))
        .contains("\"buildArgs\":{\"WHO\":\"me\"}", "ARG WHO");
    assertThat(JUG.run("images", "-aq").text()).isEqualTo(images);
  }

  @Test
  void whatWasFetchedIsTold() throws IOException {
    var files = Files.createDirectory(context.resolve("files"));
    Files.writeString(files.resolve("thing"), "from elsewhere");
    try (var server = new FileServer(files)) {
      var url = server.url("thing");
      Files.writeString(context.resolve("Dockerfile"), "FROM box:1\nADD " + url + " /\n");
      assertThat(build("--provenance"))
          .containsPattern(
              "\"uri\":\"" + Pattern.quote(url) + "\"[^}]*\"digest\":\\{\"sha256\":\"[0-9a-f]{64}");
    }
  }

  @Test
  void anImageOfWhichSomethingIsSaidIsAnImageLikeAnyOther() {
    try (var registry = new FakeRegistry()) {
      var name = registry.host() + "/said:1";
      JUG.run("build", "-t", name, "--sbom", "--push", context.toString()).ok();
      JUG.run("tag", name, "said:2").ok();
      assertThat(JUG.run("run", "--rm", "said:2").text()).isEqualTo("ran");
      var digest = JUG.run("inspect", "-f", "{{.RepoDigests}}", name).text();
      JUG.run("rmi", name, "said:2").ok();
      JUG.run("pull", name).ok();

      assertThat(digest)
          .contains(JUG.run("inspect", "-f", "{{index .RepoDigests 0}}", name).text());
      assertThat(JUG.run("run", "--rm", name).text()).isEqualTo("ran");
      assertThat(JUG.run("system", "check").code()).isZero();
    }
  }
}
