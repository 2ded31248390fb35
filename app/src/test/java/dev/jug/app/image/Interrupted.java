package dev.jug.app.image;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A command that is killed on its way, and is then given again.
 *
 * @param name for people
 * @param before makes what it needs; a second time too
 * @param words the command
 * @param doneAlready what it says the second time, if the first time came far enough; empty if it
 *     just succeeds
 */
record Interrupted(
    String name, Consumer<ImageUser> before, List<String> words, String doneAlready) {

  /** Where images come from, and a container {@code maker} of the image {@code base:1}. */
  record Sources(Path layout, Path archive, Path tree, String registry) {}

  private static Interrupted of(String name, Consumer<ImageUser> before, String... words) {
    return new Interrupted(name, before, List.of(words), "");
  }

  static List<Interrupted> all(Sources sources) {
    var layout = "oci:" + sources.layout() + ":three";
    return List.of(
        of("pull", forget("pulled:1"), "pull", layout, "pulled:1"),
        of("pull from a registry", forget(sources.registry()), "pull", sources.registry()),
        of("run what is not there", forget(sources.registry()), "run", "--rm", sources.registry()),
        of("load", forget("loaded:1"), "load", "-i", sources.archive().toString()),
        of("import", forget("tree:1"), "import", sources.tree().toString(), "tree:1"),
        of("tag", forget("also:1"), "tag", "base:1", "also:1"),
        of("commit", forget("made:1"), "commit", "maker", "made:1"),
        of("run", _ -> {}, "run", "--rm", "base:1"),
        new Interrupted(
            "rmi",
            user -> user.run("pull", layout, "pulled:1").ok(),
            List.of("rmi", "pulled:1"),
            "No such image"),
        of(
            "prune",
            user -> user.run("pull", layout, "pulled:1").ok(),
            "image",
            "prune",
            "-a",
            "-f"));
  }

  /** An image that is not there is fine. */
  private static Consumer<ImageUser> forget(String image) {
    return user -> user.run("rmi", "-f", image);
  }
}
