package dev.jug.build.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.tree.SourceTree;
import dev.jug.linux.fs.Rooted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentKeyTest {
  @TempDir Path folder;

  private String key(String ignored) throws IOException {
    var rules = IgnoreRules.parse(".dockerignore", ignored);
    try (var tree = new SourceTree(Rooted.directory(folder.toString()), rules, true, () -> {})) {
      return new ContentKey("test")
          .add(tree, tree.entry("").orElseThrow(), "x", _ -> false)
          .finish()
          .hex();
    }
  }

  @Test
  void itIsTheContentAndNotTheTime() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "1");
    Files.createDirectory(folder.resolve("dir"));
    var before = key("");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assertThat(key("")).isEqualTo(before);

    Files.writeString(file, "2");
    assertThat(key("")).isNotEqualTo(before);
  }

  @Test
  void permissionsNamesAndLinksCount() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "1");
    var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a"));
    var before = key("");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwx---"));
    var executable = key("");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("b"));
    var elsewhere = key("");
    Files.move(file, folder.resolve("b"));

    assertThat(List.of(before, executable, elsewhere, key(""))).doesNotHaveDuplicates();
  }

  @Test
  void whatIsIgnoredDoesNotCount() throws IOException {
    Files.writeString(folder.resolve("kept"), "1");
    var without = key("*.log\nlogs\n!logs/keep");
    Files.writeString(folder.resolve("a.log"), "1");
    Files.createDirectory(folder.resolve("logs"));
    var withDirectory = key("*.log\nlogs\n!logs/keep");
    Files.writeString(folder.resolve("logs/other"), "1");

    assertThat(key("*.log\nlogs")).isEqualTo(without);
    assertThat(key("*.log\nlogs\n!logs/keep")).isEqualTo(withDirectory);
    Files.writeString(folder.resolve("logs/keep"), "1");
    assertThat(key("*.log\nlogs\n!logs/keep")).isNotEqualTo(withDirectory);
  }

  @Test
  void twoWordsAreNotOne() {
    assertThat(new ContentKey("k").add("a").add("b").finish())
        .isNotEqualTo(new ContentKey("k").add("ab").finish());
  }
}
