package dev.jug.ocicli;

import dev.jug.door.Front;
import dev.jug.door.FrontSession;
import dev.jug.ocicli.command.OciCommands;
import dev.jug.runtime.lifecycle.Lifecycle;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers command lines of {@code jug-runtime}. Thread-safe. */
public final class OciDoor implements FrontSession.Program {
  private final Map<Path, Lifecycle> lifecycles = new ConcurrentHashMap<>();
  private final OciCommands commands;

  /**
   * @param version of Jug
   * @param lifecycles makes one for a root directory
   */
  public OciDoor(String version, Function<Path, Lifecycle> lifecycles) {
    this.commands =
        new OciCommands(version, root -> this.lifecycles.computeIfAbsent(root, lifecycles));
  }

  @Override
  public int run(Front front) {
    return commands.run(front);
  }
}
