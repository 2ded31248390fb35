package dev.jug.app.image;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a home, a folder and an engine of their own. */
final class ImageUser implements AutoCloseable {
  private final Jug jug;
  private final Path folder;
  private final List<String> environment;

  ImageUser(Path folder, String... environment) {
    this(new Jug(), folder, List.of(environment));
  }

  private ImageUser(Jug jug, Path folder, List<String> environment) {
    this.jug = jug;
    this.folder = folder;
    this.environment = environment;
  }

  /** The same, with another environment. */
  ImageUser with(String... other) {
    return new ImageUser(jug, folder, List.of(other));
  }

  Path home() {
    return folder.resolve("home");
  }

  Jug jug() {
    return jug;
  }

  Process begin(String... words) {
    var command = new ArrayList<>(List.of("env", "HOME=" + home()));
    command.addAll(environment);
    command.add(Jug.program());
    command.addAll(List.of(words));
    return jug.start(command);
  }

  Result run(String... words) {
    return feed("", words);
  }

  Result feed(String input, String... words) {
    return Jug.finish(begin(words), input.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes an image of busybox and a file. */
  void makeImage(String name, String content) {
    try {
      var tar = Files.createDirectories(folder).resolve("rootfs.tar").toString();
      var extra = Files.createDirectories(folder.resolve("extra"));
      Files.writeString(extra.resolve("content"), content);
      RealRegistry.output(
          List.of(
              "tar",
              "-cf",
              tar,
              "-C",
              BusyboxRootfs.shared().toString(),
              ".",
              "-C",
              extra.toString(),
              "content"));
      run("import", "-c", "CMD [\"cat\",\"/content\"]", tar, name).ok();
      Files.delete(Path.of(tar));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digest of what a name stands for. */
  String digest(String name) {
    var inspected = run("inspect", name).text();
    return inspected.replaceAll("(?s).*\"RepoDigests\": \\[\\s*\"[^@]*@([^\"]*)\".*", "$1");
  }

  @Override
  public void close() {
    jug.close();
  }
}
