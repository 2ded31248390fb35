package dev.jug.image.archive;

import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.ArchiveWriter.Short;
import dev.jug.image.tar.Member;
import dev.jug.image.tar.Name;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes archives whose bytes depend on names and contents alone: no times, no owners. */
public final class TarWriter {
  private final ArchiveWriter archive;

  TarWriter(OutputStream out) {
    archive = new ArchiveWriter(out, Short.REFUSED);
  }

  /** Adds a directory; its name has no slash at the end. */
  public void folder(String name) throws IOException {
    archive.add(Member.plain(Name.of(name + "/"), Member.Type.DIRECTORY, 0755, 0));
  }

  /** Adds a small file. */
  public void file(String name, byte[] content) throws IOException {
    file(name, content.length, new ByteArrayInputStream(content));
  }

  /**
   * Adds a file.
   *
   * @throws EOFException if the stream has fewer bytes; it is not read beyond them
   */
  public void file(String name, long size, InputStream content) throws IOException {
    archive.add(Member.plain(Name.of(name), Member.Type.FILE, 0644, size), content);
  }

  /** Writes the mark of the end; the stream stays open. */
  void end() throws IOException {
    archive.finish();
  }
}
