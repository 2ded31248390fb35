package dev.jug.image.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code skopeo}, another's program that reads and writes the same formats. */
public final class Skopeo {
  private Skopeo() {}

  /** Copies an image, all platforms of it. */
  public static void copy(Path here, String... words) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("skopeo", "--insecure-policy", "--tmpdir", here.toString()));
    command.addAll(List.of("copy", "--quiet"));
    command.addAll(List.of(words));
    var process =
        new ProcessBuilder(command).directory(here.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + said);
    }
  }
}
