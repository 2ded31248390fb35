package dev.jug.build.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.dockerfile.CopyFlags;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.graph.InlineFile;
import dev.jug.build.tree.SourceTree;
import dev.jug.image.change.LayerArchive;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.mount.DetachedMount;
import dev.jug.testkit.Root;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A layer that is written straight is that which an overlay would have. */
@Root
final class CopyLayerTest {
  private static final long STAMP = 1_700_000_000;

  @TempDir Path folder;
  private Path source;
  private Path lower;
  private final List<SourceTree> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(SourceTree::close);
  }

  @BeforeEach
  void trees() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    lower = Files.createDirectory(folder.resolve("lower"));
    file(source, "one", "1");
    file(source, "two", "22");
    file(source, "tree/a.b/f", "x".repeat(100_000));
    file(source, "tree/a/deep/er/f", "");
    file(source, "tree/ä", "umlaut");
    file(source, "tree/left/out", "no");
    Files.createDirectory(source.resolve("empty"));
    Files.createSymbolicLink(source.resolve("tree/link"), Path.of("a/deep"));
    Files.createLink(source.resolve("tree/again"), source.resolve("one"));
    Files.setPosixFilePermissions(
        source.resolve("two"), PosixFilePermissions.fromString("rwxr-x---"));
    file(lower, "app/a/kept", "kept");
    file(lower, "app/a.b", "a file where a directory goes");
    file(lower, "app/one", "old");
    file(lower, "etc/passwd", "me:x:7:8::/:/bin/sh\n");
    Files.createDirectories(lower.resolve("app/nothing"));
    Files.createSymbolicLink(lower.resolve("way"), Path.of("app"));
    Files.setAttribute(lower.resolve("app"), "unix:uid", 5);
    Files.setLastModifiedTime(lower.resolve("app"), FileTime.fromMillis(1_600_000_000_123L));
    Files.setAttribute(lower.resolve("app/a"), "user:who", "below".getBytes(UTF_8));
    Files.setAttribute(source.resolve("tree/a"), "user:what", "above".getBytes(UTF_8));
  }

  private static void file(Path root, String path, String content) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @ParameterizedTest
  @CsvSource({
    "tree, /app",
    "tree, /app/",
    "tree, /new/place",
    "tree, /",
    "., /app/nothing",
    "tree/a, /app/a",
    "one, /app/one",
    "one, /app/",
    "one, /fresh",
    "one, /fresh/dir/",
    "one two, /app/",
    "one two tree/again, /some/where/",
    "two one, /",
    "empty, /app/empty",
  })
  void isThatOfAnOverlay(String sources, String destination) throws IOException {
    for (var owner : new String[] {null, "me", "12:13"}) {
      var flags =
          new CopyFlags(owner, owner == null ? null : "0640", false, false, List.of("left"));
      var copy = copy(List.of(sources.split(" ")), destination, flags, List.of());
      assertThat(shown(direct(copy))).isEqualTo(shown(overlay(copy)));
    }
  }

  @Test
  void hasFilesOfTheDockerfile() throws IOException {
    var inline = new InlineFile("two", "from the Dockerfile\n", 0755);
    var copy = copy(List.of("one", "two"), "/app/", plain(), List.of(inline));

    assertThat(shown(direct(copy))).isEqualTo(shown(overlay(copy)));
  }

  @ParameterizedTest
  @CsvSource({"tree, /way", "tree, /app/one", "one tree, /x/", "tree/left, /way/a"})
  void isLeftToAnOverlayWhereLinksLead(String sources, String destination) throws IOException {
    var copy = copy(List.of(sources.split(" ")), destination, plain(), List.of());

    try (var root = Rooted.directory(lower.toString())) {
      assertThat(copy.layer(root)).isEmpty();
    }
  }

  /** Zeros in the place of what is gone would be kept as what the file is. */
  @Test
  void refusesAFileThatBecomesShorterMeanwhile() throws IOException {
    var copy = copy(List.of("one"), "/fresh/", plain(), List.of());
    try (var root = Rooted.directory(lower.toString())) {
      var layer = copy.layer(root).orElseThrow();
      Files.writeString(source.resolve("one"), "");

      assertThatThrownBy(() -> layer.writeTo(new ByteArrayOutputStream()))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("fresh/one ends 1 bytes too early");
    }
  }

  @Test
  void refusesAFileWhereADirectoryIs() {
    var copy = copy(List.of("one"), "/app/", plain(), List.of());

    assertThatThrownBy(
            () -> {
              Files.delete(lower.resolve("app/one"));
              Files.createDirectory(lower.resolve("app/one"));
              direct(copy);
            })
        .isInstanceOf(BuildFailure.class)
        .hasMessage("cannot copy to non-directory: one is a directory");
  }

  private static CopyFlags plain() {
    return new CopyFlags(null, null, false, false, List.of());
  }

  private CopyAction copy(
      List<String> sources, String destination, CopyFlags flags, List<InlineFile> files) {
    var from =
        new SourceTree(Rooted.directory(source.toString()), IgnoreRules.NONE, true, () -> {});
    opened.add(from);
    return new CopyAction("COPY", from, sources, files, destination, flags, STAMP);
  }

  private byte[] direct(CopyAction copy) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var root = Rooted.directory(lower.toString())) {
      copy.layer(root).orElseThrow().writeTo(out);
    }
    return out.toByteArray();
  }

  private byte[] overlay(CopyAction copy) throws IOException {
    var place = Files.createTempDirectory(folder, "overlay");
    var upper = Files.createDirectory(place.resolve("upper"));
    var work = Files.createDirectory(place.resolve("work"));
    try (var root = mount(upper, work)) {
      copy.run(root);
    }
    var out = new ByteArrayOutputStream();
    var archive = new ArchiveWriter(out, STAMP);
    try (var changes = Entries.directory(upper)) {
      new LayerArchive(archive, _ -> false).add(changes);
    }
    archive.finish();
    return out.toByteArray();
  }

  private Fd mount(Path upper, Path work) {
    return DetachedMount.writable(
        "overlay",
        List.of(
            Map.entry("lowerdir+", lower.toString()),
            Map.entry("upperdir", upper.toString()),
            Map.entry("workdir", work.toString())));
  }

  /** In lines that tell where two differ. */
  private static List<String> shown(byte[] archive) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < archive.length; i += 512) {
      var block = Arrays.copyOfRange(archive, i, i + 512);
      lines.add(
          new String(block, UTF_8).replace("\0", " ").strip() + HexFormat.of().formatHex(block));
    }
    return lines;
  }
}
