package dev.jug.build.dockerfile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code COPY}: takes files into the image.
 *
 * @param origin where it is written
 * @param sources patterns below the context's root; without here-documents
 * @param heredocs files written in the Dockerfile
 * @param destination a slash at its end says that it is a directory
 * @param from stage, image or named context of {@code --from}; null for the build context
 * @param flags what COPY and ADD share
 */
public record Copy(
    Origin origin,
    List<String> sources,
    List<Heredoc> heredocs,
    String destination,
    @Nullable String from,
    CopyFlags flags)
    implements Instruction {
  public Copy {
    sources = List.copyOf(sources);
    heredocs = List.copyOf(heredocs);
  }
}
