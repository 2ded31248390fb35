package dev.jug.build.attest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.build.tree.SourceTree;
import dev.jug.linux.fs.Rooted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which packages are found in a tree. */
class SbomTest {
  @TempDir Path root;

  private void write(String path, byte[] content) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private void write(String path, String content) throws IOException {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Names and contents by turns. */
  private static byte[] zip(Object... members) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < members.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) members[i]));
        zip.write(
            members[i + 1] instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : (byte[]) members[i + 1]);
      }
    }
    return bytes.toByteArray();
  }

  private static String pom(String artifact, String version) {
    return "groupId=org.example\nartifactId=" + artifact + "\nversion=" + version + "\n";
  }

  private JsonNode document() throws IOException {
    try (var tree = SourceTree.of(Rooted.directory(root.toString()), () -> {})) {
      var predicate = new Sbom(tree, Instant.EPOCH).predicate();
      assertThat(predicate.type()).isEqualTo("https://spdx.dev/Document");
      return JsonMapper.shared().readTree(predicate.json());
    }
  }

  private List<String> urls() throws IOException {
    return document()
        .get("packages")
        .valueStream()
        .map(found -> found.get("externalRefs").get(0).get("referenceLocator").asString())
        .toList();
  }

  @Test
  void whatDpkgKnowsIsFoundUnlessItWasRemoved() throws IOException {
    write("usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
    write(
        "var/lib/dpkg/status",
        """
        Package: libc6
        Status: install ok installed
        Architecture: amd64
        Version: 2.36-9+deb12u10
        Description: C library
         Package: not this

        Package: gone
        Status: deinstall ok config-files
        Version: 1
        """);
    write("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2025b\nArchitecture: all\n");
    write("var/lib/dpkg/status.d/tzdata.md5sums", "Package: none\n");

    assertThat(urls())
        .containsExactly(
            "pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=amd64&distro=debian-12",
            "pkg:deb/debian/tzdata@2025b?arch=all&distro=debian-12");
  }

  @Test
  void whatAPackageWasBuiltOfIsSaid() throws IOException {
    write("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
    write(
        "var/lib/dpkg/status",
        """
        Package: libssl3
        Status: install ok installed
        Architecture: amd64
        Source: openssl
        Version: 3.0.9-1

        Package: libgcc-s1
        Status: install ok installed
        Architecture: amd64
        Source: gcc-12 (12.2.0-14)
        Version: 12.2.0-14+b1
        """);

    assertThat(urls())
        .containsExactly(
            "pkg:deb/debian/libgcc-s1@12.2.0-14%2Bb1?arch=amd64&distro=debian-12"
                + "&upstream=gcc-12%4012.2.0-14",
            "pkg:deb/debian/libssl3@3.0.9-1?arch=amd64&distro=debian-12&upstream=openssl");
  }

  @Test
  void whatApkKnowsIsFound() throws IOException {
    write("etc/os-release", "ID=alpine\nVERSION_ID=3.19.1\n");
    write(
        "lib/apk/db/installed",
        """
        C:Q1abc=
        P:musl
        V:1.2.4_git20230717-r4
        A:x86_64
        o:musl

        P:libcrypto3
        V:3.1.4-r5
        A:x86_64
        F:lib
        R:libcrypto.so.3
        o:openssl
        """);

    assertThat(urls())
        .containsExactly(
            "pkg:apk/alpine/libcrypto3@3.1.4-r5?arch=x86_64&distro=alpine-3.19.1&upstream=openssl",
            "pkg:apk/alpine/musl@1.2.4_git20230717-r4?arch=x86_64&distro=alpine-3.19.1");
  }

  @Test
  void archivesAreFoundAndThoseInsideOfThem() throws IOException {
    var inner = zip("META-INF/maven/org.example/in/pom.properties", pom("in", "2"));
    write(
        "app/outer.jar",
        zip(
            "META-INF/maven/org.example/outer/pom.properties",
            pom("outer", "1"),
            "BOOT-INF/lib/in-2.jar",
            inner));
    write("app/plain-1.0.jar", zip("A.class", ""));
    write("app/told.jar", zip("META-INF/MANIFEST.MF", "Implementation-Version: 7\n"));
    write("app/broken.jar", "no archive");
    Files.createSymbolicLink(root.resolve("app/link.jar"), Path.of("outer.jar"));

    assertThat(urls())
        .containsExactly(
            "pkg:maven/broken",
            "pkg:maven/org.example/in@2",
            "pkg:maven/org.example/outer@1",
            "pkg:maven/plain@1.0",
            "pkg:maven/told@7");
  }

  @Test
  void theSameTreeSaysTheSame() throws IOException {
    write("a/x-1.jar", zip("A.class", ""));
    write("b/x-1.jar", zip("A.class", ""));
    var first = document();

    assertThat(document()).isEqualTo(first);
    assertThat(first.get("packages")).hasSize(2);
    assertThat(first.get("relationships")).hasSize(2);
    assertThat(first.get("documentNamespace").asString()).startsWith("urn:uuid:");
  }
}
