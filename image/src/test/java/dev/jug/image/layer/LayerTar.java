package dev.jug.image.layer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a layer with somebody else's code. */
final class LayerTar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  LayerTar() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  static byte[] of(Consumer<LayerTar> members) {
    var layer = new LayerTar();
    members.accept(layer);
    return layer.end();
  }

  LayerTar directory(String name) {
    return add(new TarArchiveEntry(name + "/", true), "", e -> e.setMode(0755));
  }

  LayerTar file(String name, String content) {
    return file(name, content, _ -> {});
  }

  LayerTar file(String name, String content, Consumer<TarArchiveEntry> more) {
    return add(new TarArchiveEntry(name, true), content, more);
  }

  LayerTar link(String name, String target) {
    return link(name, target, TarConstants.LF_SYMLINK);
  }

  LayerTar hardLink(String name, String target) {
    return link(name, target, TarConstants.LF_LINK);
  }

  private LayerTar link(String name, String target, byte type) {
    var entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(target);
    return add(entry, "", _ -> {});
  }

  LayerTar device(String name, byte type, int major, int minor) {
    return add(
        new TarArchiveEntry(name, type, true),
        "",
        entry -> {
          entry.setDevMajor(major);
          entry.setDevMinor(minor);
        });
  }

  LayerTar whiteout(String directory, String name) {
    return file(directory + ".wh." + name, "");
  }

  LayerTar opaque(String directory) {
    return file(directory + ".wh..wh..opq", "");
  }

  static Consumer<TarArchiveEntry> attribute(String name, String hex) {
    return entry ->
        entry.addPaxHeader("SCHILY.xattr." + name, new String(HexFormat.of().parseHex(hex), UTF_8));
  }

  LayerTar add(TarArchiveEntry entry, String content, Consumer<TarArchiveEntry> more) {
    try {
      var data = content.getBytes(UTF_8);
      entry.setSize(data.length);
      entry.setModTime(1_000_000_000_000L);
      more.accept(entry);
      tar.putArchiveEntry(entry);
      tar.write(data);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] end() {
    try {
      tar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text(bytes.toByteArray());
  }

  /** Keys that the library would interpret come in another spelling. */
  private static byte[] text(byte[] archive) {
    return new String(archive, ISO_8859_1).replace("XNU.sparse", "GNU.sparse").getBytes(ISO_8859_1);
  }
}
