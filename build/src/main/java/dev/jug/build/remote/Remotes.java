package dev.jug.build.remote;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.graph.AddSource;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Path;

/** Fetches what lies elsewhere. An interrupt of the thread ends that. Thread-safe. */
public interface Remotes {
  /**
   * Downloads a file.
   *
   * @param url http or https
   * @param file where it goes; nothing is there yet
   * @return its SHA-256
   * @throws BuildFailure if it is not there
   * @throws IOException if the disk fails
   */
  Digest download(String url, Path file) throws IOException, InterruptedException;

  /**
   * Gets the files of a repository.
   *
   * @param keepGitDir whether {@code .git} comes along
   * @param directory where they go; it is empty
   * @return the commit, as hexadecimal digits
   * @throws BuildFailure if there is no such repository or reference
   * @throws IOException if the disk fails
   */
  String checkOut(AddSource.Git what, boolean keepGitDir, Path directory)
      throws IOException, InterruptedException;
}
