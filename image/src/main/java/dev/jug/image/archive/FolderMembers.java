package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a directory.
 *
 * @param folder where they are
 */
public record FolderMembers(Path folder) implements Members {
  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public boolean has(String member) {
    return Files.isRegularFile(folder.resolve(member));
  }

  @Override
  public long size(String member) throws IOException {
    return Files.size(file(member));
  }

  @Override
  public InputStream open(String member, long from) throws IOException {
    var channel = FileChannel.open(file(member));
    try {
      return Channels.newInputStream(channel.position(from));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Nothing else is opened, for a named pipe would never answer. */
  private Path file(String member) {
    if (!Files.isDirectory(folder)) {
      throw new ImageException(Kind.NOT_FOUND, "there is no directory " + folder);
    }
    if (!has(member)) {
      throw new ImageException(Kind.NOT_FOUND, folder + " has no file " + member);
    }
    return folder.resolve(member);
  }

  @Override
  public void close() {}
}
