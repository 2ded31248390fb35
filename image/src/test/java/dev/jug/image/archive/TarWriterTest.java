package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarWriterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarWriter writer = new TarWriter(bytes);

  @Test
  void othersReadIt() throws IOException {
    var name = "blobs/sha512/" + "0123456789abcdef".repeat(8);
    writer.folder("blobs");
    writer.file(name, "é".getBytes(StandardCharsets.UTF_8));
    writer.file("empty", new byte[0]);
    writer.end();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(tar.getNextEntry().isDirectory()).isTrue();
      var file = tar.getNextEntry();
      assertThat(file.getName()).isEqualTo(name);
      assertThat(file.getMode() & 0777).isEqualTo(0644);
      assertThat(file.getLastModifiedDate()).hasTime(0);
      assertThat(tar.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("é");
      assertThat(tar.getNextEntry().getName()).isEqualTo("empty");
      assertThat(tar.getNextEntry()).isNull();
    }
    assertThat(bytes.size() % 512).isZero();
  }

  @Test
  void aMemberLargerThanEightGibibytes() throws IOException {
    long size = 8L << 30;
    var head = new ByteArrayOutputStream();
    var stopped = new TarWriter(head);
    assertThatThrownBy(() -> stopped.file("a", size, InputStream.nullInputStream()))
        .isInstanceOf(EOFException.class)
        .hasMessage("a ends 8589934592 bytes too early");
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(head.toByteArray()))) {
      assertThat(tar.getNextEntry().getSize()).isEqualTo(size);
    }
  }

  @Test
  void aFileIsReplacedAsAWholeOrNotAtAll(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("a.tar"), "before");
    var output = new ArchiveOutput.ToFile(file);

    assertThatThrownBy(() ->
            output.write(tar -> {
              tar.file("x", new byte[100_000]);
              throw new IOException("disk full");
            }))
        .hasMessage("disk full");
    assertThat(file).hasContent("before");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }

    output.write(tar -> tar.file("x", new byte[3]));
    try (var index = TarIndex.open(file, folder)) {
      assertThat(index.size("x")).isEqualTo(3);
    }
  }

  @Test
  void aLinkStaysALink(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("a.tar"), "before");
    var link = Files.createSymbolicLink(folder.resolve("link"), file);

    new ArchiveOutput.ToFile(link).write(tar -> tar.file("x", new byte[3]));

    assertThat(link).isSymbolicLink();
    assertThat(Files.size(file)).isEqualTo(512 + 512 + 1024);
  }

  @Test
  void aStreamStaysOpen() throws IOException {
    var closed = new boolean[1];
    var stream =
        new OutputStream() {
          @Override
          public void write(int value) {}

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    new ArchiveOutput.ToStream(stream, "standard output").write(tar -> {});
    assertThat(closed[0]).isFalse();
  }
}
