package dev.jug.image.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.layer.LayerLimits;
import dev.jug.image.tar.ArchiveReader;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.Member;
import dev.jug.image.tar.Name;
import dev.jug.linux.fs.Entries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeArchiveTest {
  private static final long LATEST = 1_000_000;

  @TempDir Path tree;

  @BeforeEach
  void fill() throws IOException {
    file("b/new", LATEST + 1, 0);
    file("b/nearly", LATEST, 1);
    file("a/old", LATEST - 1, 5);
    file("a/exact", LATEST, 0);
    file("c/below/secret", 1, 0);
  }

  private void file(String path, long seconds, int nanos) throws IOException {
    var file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(seconds, nanos)));
  }

  private byte[] archive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var writer = new ArchiveWriter(bytes, LATEST);
    try (var directory = Entries.directory(tree)) {
      new TreeArchive(writer, (path, status) -> path.equals(Name.of("c")) && status.isDirectory())
          .addBelow(directory);
    }
    writer.finish();
    return bytes.toByteArray();
  }

  private List<Member> members() throws IOException {
    var reader =
        new ArchiveReader(new ByteArrayInputStream(archive()), _ -> {}, LayerLimits.DEFAULT);
    var members = new ArrayList<Member>();
    for (var member = reader.next(); member.isPresent(); member = reader.next()) {
      members.add(member.get());
    }
    return members;
  }

  @Test
  void nothingIsNewerThanItMayBe() throws IOException {
    assertThat(members().stream().filter(member -> member.type() == Member.Type.FILE))
        .extracting(member -> member.path() + " " + member.seconds() + " " + member.nanos())
        .containsExactly(
            "a/exact " + LATEST + " 0",
            "a/old " + (LATEST - 1) + " 5",
            "b/nearly " + LATEST + " 0",
            "b/new " + LATEST + " 0");
  }

  @Test
  void whatIsLeftOutIsLeftOutWithAllBelow() throws IOException {
    assertThat(members()).extracting(member -> member.path().toString()).doesNotContain("c/");
    assertThat(new String(archive(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("secret");
  }
}
