package dev.jug.engine.peer;

import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.Member;
import dev.jug.image.tar.Name;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image of one file in a peer.
 *
 * @param name with its tag
 */
record PeerImage(String name) {
  private static final String REPOSITORY = "jug-attack";

  /** Makes it of a static program, which becomes {@code /jug}. */
  static PeerImage make(PeerApi api, Path program, String tag) throws IOException {
    var archive = archive("jug", Files.readAllBytes(program));
    api.ask(
        "POST",
        "/images/create?fromSrc=-&repo=" + REPOSITORY + "&tag=" + tag,
        "application/x-tar",
        archive);
    return new PeerImage(REPOSITORY + ":" + tag);
  }

  /** An archive of one file that may be executed. */
  static byte[] archive(String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var archive = new ArchiveWriter(bytes);
    archive.add(
        Member.plain(Name.of(name), Member.Type.FILE, 0755, content.length),
        new ByteArrayInputStream(content));
    archive.finish();
    return bytes.toByteArray();
  }

  void remove(PeerApi api) {
    api.ask("DELETE", "/images/" + name + "?force=1");
  }
}
