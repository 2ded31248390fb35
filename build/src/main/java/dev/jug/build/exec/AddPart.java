package dev.jug.build.exec;

import java.io.IOException;

/** Sources of one {@code ADD} that are of one kind. */
interface AddPart extends FileAction.Files, AutoCloseable {
  @Override
  void close() throws IOException;
}
