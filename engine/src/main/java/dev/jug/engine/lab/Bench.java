package dev.jug.engine.lab;

import dev.jug.engine.attack.AttackResult;
import dev.jug.runtime.Laboratory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an experiment works with.
 *
 * @param laboratory makes processes and groups
 * @param name of its own: no group and no file has it yet
 * @param directory an empty one, which goes with the experiment
 * @param asked the directory that somebody wants to look at, if the experiment is about one
 * @param attack tries the attack of this name in a default container
 */
public record Bench(
    Laboratory laboratory,
    String name,
    Path directory,
    Optional<Path> asked,
    Function<String, AttackResult> attack) {
  /** The path of its group, the same in all hierarchies. */
  String group() {
    return laboratory.parent() + "/" + name;
  }

  /** The same for a second group. */
  Bench named(String suffix) {
    return new Bench(laboratory, name + "-" + suffix, directory, asked, attack);
  }

  /** A small tree of its own, to be a root. */
  Path tree() throws IOException {
    var root = Files.createDirectory(directory.resolve("root"));
    Files.createDirectory(root.resolve("bin"));
    Files.writeString(root.resolve("hello"), "all there is\n");
    return root;
  }
}
