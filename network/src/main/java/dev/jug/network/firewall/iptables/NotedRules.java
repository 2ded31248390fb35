package dev.jug.network.firewall.iptables;

import dev.jug.linux.Fd;
import dev.jug.network.firewall.Predecessor;
import java.nio.file.Path;

/**
 * Rules of an engine before this one, which wrote down with what programs it made them; without
 * that note there are none, and no program runs.
 *
 * @param name of all that is the engine's
 * @param note the file
 */
public record NotedRules(String name, Path note) implements Predecessor {
  @Override
  public void leave(Fd sandbox) {
    Programs.noted(note).ifPresent(programs -> SandboxRules.remove(programs.ipv4(), sandbox));
  }

  @Override
  public void clear() {
    Programs.noted(note)
        .ifPresent(programs -> {
          FamilyTables.remove(ChainNames.tagged(name), programs);
          Programs.forget(note);
        });
  }
}
