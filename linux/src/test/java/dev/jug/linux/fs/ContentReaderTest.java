package dev.jug.linux.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.SysException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentReaderTest {
  @TempDir Path folder;
  private final ContentReader reader = new ContentReader();

  private byte[] read(String name) {
    var out = new ByteArrayOutputStream();
    try (var directory = Entries.directory(folder);
        var file = Entries.file(directory, name.getBytes(UTF_8))) {
      reader.read(
          file,
          piece -> {
            while (piece.hasRemaining()) {
              out.write(piece.get());
            }
          });
    }
    return out.toByteArray();
  }

  @Test
  void filesOfAnyLengthAreReadOneAfterTheOther() throws IOException {
    var large = new byte[200_001];
    new Random(1).nextBytes(large);
    Files.write(folder.resolve("large"), large);
    Files.writeString(folder.resolve("small"), "s");
    Files.writeString(folder.resolve("empty"), "");

    assertThat(read("large")).isEqualTo(large);
    assertThat(read("empty")).isEmpty();
    assertThat(read("small")).isEqualTo("s".getBytes(UTF_8));
  }

  @Test
  void whatCannotBeReadIsAnError() throws IOException {
    Files.createDirectory(folder.resolve("directory"));

    assertThatThrownBy(() -> read("directory")).isInstanceOf(SysException.class);
  }
}
