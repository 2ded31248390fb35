package dev.jug.build.dockerfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ADD}: takes files, archives and what lies at addresses into the image.
 *
 * @param origin where it is written
 * @param sources patterns, URLs, Git repositories; without here-documents
 * @param heredocs files written in the Dockerfile
 * @param destination a slash at its end says that it is a directory
 * @param checksum what a remote source must have, such as {@code sha256:…}; null for anything
 * @param keepGitDir whether {@code .git} of a repository comes along
 * @param unpack whether archives are unpacked; null for local ones only
 * @param flags what COPY and ADD share
 */
public record Add(
    Origin origin,
    List<String> sources,
    List<Heredoc> heredocs,
    String destination,
    @Nullable String checksum,
    boolean keepGitDir,
    @Nullable Boolean unpack,
    CopyFlags flags)
    implements Instruction {
  public Add {
    sources = List.copyOf(sources);
    heredocs = List.copyOf(heredocs);
  }
}
