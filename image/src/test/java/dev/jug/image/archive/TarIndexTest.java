package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.LayerCompression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarIndexTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private TarArchiveOutputStream tar;
  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    tar = new TarArchiveOutputStream(bytes);
  }

  private void file(String name, String text) throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(text.length());
    tar.putArchiveEntry(entry);
    tar.write(text.getBytes(StandardCharsets.UTF_8));
    tar.closeArchiveEntry();
  }

  private void link(String name, String target, byte type) throws IOException {
    var entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private TarIndex index() throws IOException {
    tar.close();
    return read(bytes.toByteArray());
  }

  private TarIndex read(byte[] archive) throws IOException {
    return TarIndex.read(new ByteArrayInputStream(archive), "a.tar", folder);
  }

  private static String text(TarIndex index, String member) {
    return new String(index.document(member, 100), StandardCharsets.UTF_8);
  }

  private void refused(String member, Kind kind, String message) throws IOException {
    try (var index = index()) {
      assertThatThrownBy(() -> index.document(member, 100))
          .isInstanceOfSatisfying(ImageException.class, e -> assertThat(e.kind()).isEqualTo(kind))
          .hasMessageContaining(message);
    }
  }

  @Test
  void membersAreOpenAtRandomAndFromAnywhere() throws IOException {
    file("a", "first");
    file("b/c", "");
    file("./d//e", "third");
    try (var index = index()) {
      assertThat(text(index, "d/e")).isEqualTo("third");
      assertThat(text(index, "a")).isEqualTo("first");
      assertThat(index.size("b/c")).isZero();
      assertThat(index.open("a", 3)).hasContent("st");
      assertThat(index.open("a", 5)).isEmpty();
      assertThat(index.open("a", 50)).isEmpty();
      assertThat(index.has("x")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
  void longNames(int mode) throws IOException {
    tar.setLongFileMode(mode);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    file("x/".repeat(500) + "é", "long");
    link("l", "x/".repeat(500) + "é", TarConstants.LF_LINK);
    try (var index = index()) {
      assertThat(text(index, "l")).isEqualTo("long");
    }
  }

  @Test
  void linksLeadToOtherMembers() throws IOException {
    file("one/layer.tar", "layer");
    link("two/layer.tar", "../one/layer.tar", TarConstants.LF_SYMLINK);
    link("three/layer.tar", "two/layer.tar", TarConstants.LF_LINK);
    link("four", "/three/./layer.tar", TarConstants.LF_SYMLINK);
    try (var index = index()) {
      assertThat(text(index, "four")).isEqualTo("layer");
    }
  }

  @Test
  void linksNeverLeadOut() throws IOException {
    link("a", "../../../../../../../../etc/hostname", TarConstants.LF_SYMLINK);
    refused("a", Kind.NOT_FOUND, "has no member etc/hostname, which a links to");
  }

  @Test
  void linksInACircleEnd() throws IOException {
    link("a", "b", TarConstants.LF_SYMLINK);
    link("b", "a", TarConstants.LF_SYMLINK);
    refused("a", Kind.REFUSED, "links lead nowhere from a");
  }

  @Test
  void ofTwoMembersTheLaterCounts() throws IOException {
    file("a", "old");
    file("../a", "new");
    try (var index = index()) {
      assertThat(text(index, "./a")).isEqualTo("new");
    }
  }

  @Test
  void devicesAreNoFiles() throws IOException {
    link("a", "", TarConstants.LF_CHR);
    refused("a", Kind.INVALID, "a is no file");
  }

  @Test
  void missingMembersAreNamed() throws IOException {
    file("a", "x");
    refused("manifest.json", Kind.NOT_FOUND, "a.tar has no member manifest.json");
  }

  @Test
  void aDocumentMayNotBeLarge() throws IOException {
    file("a", "x".repeat(101));
    refused("a", Kind.REFUSED, "a.tar: a is larger than 100 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void packedArchivesAreUnpackedOnTheWay(LayerCompression compression) throws IOException {
    file("a", "packed");
    tar.close();
    var file = folder.resolve("file");
    Files.write(file, SampleImage.pack(bytes.toByteArray(), compression));
    try (var index = TarIndex.open(file, folder)) {
      assertThat(text(index, "a")).isEqualTo("packed");
      try (var files = Files.list(folder)) {
        assertThat(files).containsExactly(file);
      }
    }
  }

  @Test
  void truncatedAnywhereIsSaid() throws IOException {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    file("x".repeat(200), "y".repeat(600));
    tar.close();
    var whole = bytes.toByteArray();
    int data = 3 * 512 + 600;
    for (int length = 1; length < data; length += 97) {
      var cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("cut at " + length)
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
          .hasMessageMatching(
              "a.tar is (no tar archive|broken near x+…?): (the archive|it) ends .*");
    }
  }

  @Test
  void truncatedPackingIsSaid() throws IOException {
    file("a", "x");
    tar.close();
    var packed = SampleImage.pack(bytes.toByteArray(), LayerCompression.GZIP);
    assertThatThrownBy(() -> read(Arrays.copyOf(packed, packed.length - 9)))
        .isInstanceOf(IOException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    assertThatThrownBy(() -> read("hello".repeat(500).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("a.tar is no tar archive");
    assertThatThrownBy(() -> read(new byte[] {'B', 'Z', 'h', '9', 0, 0, 0}))
        .hasMessageContaining("bzip2 or xz");
    assertThatThrownBy(() -> TarIndex.open(folder.resolve("none"), folder))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void sizesThatLieAreRefused() throws IOException {
    file("a", "x");
    tar.close();
    for (var size :
        new String[] {
          "77777777777", "\u0080\0\0\0\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"
        }) {
      var forged = TarBytes.withSize(bytes.toByteArray(), size);
      assertThatThrownBy(() -> read(forged)).hasMessageContaining("a.tar is broken near a: ");
    }
    var negative = TarBytes.withSize(bytes.toByteArray(), "\u00ff".repeat(12));
    assertThatThrownBy(() -> read(negative)).hasMessageContaining("its size is -1");
  }

  @Test
  void hugeExtensionsAreRefused() throws IOException {
    var entry = new TarArchiveEntry("x", (byte) 'x', true);
    entry.setSize(2 << 20);
    tar.putArchiveEntry(entry);
    tar.write(new byte[2 << 20]);
    tar.closeArchiveEntry();
    tar.close();
    assertThatThrownBy(() -> read(bytes.toByteArray()))
        .hasMessageContaining("an extended header has 2097152 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "5",
        "9 a=b",
        "999999999999 a=b\n",
        "-1 a=b\n",
        "0 \n",
        "3 \n",
        "13 size=-10\n",
        "11 size=x\n"
      })
  void extensionsWithoutSenseAreRefused(String records) throws IOException {
    var entry = new TarArchiveEntry("x", (byte) 'x', true);
    entry.setSize(records.length());
    tar.putArchiveEntry(entry);
    tar.write(records.getBytes(StandardCharsets.UTF_8));
    tar.closeArchiveEntry();
    file("a", "");
    tar.close();
    assertThatThrownBy(() -> read(bytes.toByteArray())).isInstanceOf(ImageException.class);
  }

  @Test
  void tooManyMembersAreRefused() throws IOException {
    for (int i = 0; i <= 10_000; i++) {
      tar.putArchiveEntry(new TarArchiveEntry("f" + i, true));
      tar.closeArchiveEntry();
    }
    tar.close();
    assertThatThrownBy(() -> read(bytes.toByteArray()))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
  }
}
