package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Objects;
import java.util.stream.Collectors;

/** Somebody with a home, a folder and an engine of their own. */
final class ImageUser implements AutoCloseable {
  private final Jug jug;
  private final Path folder;
  private final List<String> prefix;

  /**
   * @param prefix what stands before each command: variables, or a program
   */
  ImageUser(Path folder, String... prefix) {
    this(new Jug(), folder, List.of(prefix));
  }

  private ImageUser(Jug jug, Path folder, List<String> prefix) {
    this.jug = jug;
    this.folder = folder;
    this.prefix = prefix;
  }

  /** The same, with another prefix. */
  ImageUser with(String... other) {
    return new ImageUser(jug, folder, List.of(other));
  }

  Path home() {
    return folder.resolve("home");
  }

  /** Forgets what was configured, and who the user is to anybody. */
  void forget() {
    Programs.output("rm", "-rf", home().toString());
  }

  /** Says how registries are reached. */
  void registries(String json) {
    write(home().resolve(".config/jug/registries.json"), json);
  }

  /** The file of this name for TLS with a registry. */
  Path certificate(String registry, String name) {
    return home().resolve(".config/jug/certs.d").resolve(registry).resolve(name);
  }

  static void write(Path file, String content) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Jug jug() {
    return jug;
  }

  Process begin(String... words) {
    var command = new ArrayList<>(List.of("env", "HOME=" + home()));
    command.addAll(prefix);
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
    importImage(name, content, List.of());
  }

  /** The same for a platform, such as {@code linux/arm64}. */
  void makeImageFor(String platform, String name, String content) {
    importImage(name, content, List.of("--platform", platform));
  }

  private void importImage(String name, String content, List<String> options) {
    try {
      var tar = Files.createDirectories(folder).resolve("rootfs.tar").toString();
      var extra = Files.createDirectories(folder.resolve("extra"));
      Files.writeString(extra.resolve("content"), content);
      Programs.output(
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
      var words = new ArrayList<>(List.of("import", "-c", "CMD [\"cat\",\"/content\"]"));
      words.addAll(options);
      words.addAll(List.of(tar, name));
      run(words.toArray(String[]::new)).ok();
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

  /** Makes an image of two layers: busybox with a file, and one more file. */
  void makeImage(String name, String content, String more) {
    makeImage("base", content);
    run("run", "--name", "maker", "base", "sh", "-c", "echo " + more + " >/more").ok();
    run("commit", "-c", "CMD [\"cat\", \"/content\"]", "maker", name).ok();
    run("rm", "maker").ok();
    run("rmi", "base").ok();
  }

  /** Removes all images, and the containers that do not run. */
  void removeImages() {
    run("system", "prune", "-a", "-f").ok();
  }

  /** What images take, each of their parts in a line. */
  String space() {
    return run("system", "df", "--explain")
        .text()
        .lines()
        .map(line -> line.replaceAll(" +", " "))
        .filter(line -> !line.matches("\\d+ +(administration|work|all|reclaimable)\\b.*"))
        .collect(Collectors.joining("\n"));
  }

  /** Nothing of any image is here. */
  void assertEmpty() {
    assertThat(run("images", "-q").text()).isEmpty();
    assertThat(space().lines()).as("only the headings").hasSize(1);
    assertThat(run("system", "check").text()).isEqualTo("images: sound");
  }

  @Override
  public void close() {
    jug.close();
  }
}
