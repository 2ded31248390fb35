package dev.jug.cli.system;

import dev.jug.cli.context.Context;
import dev.jug.door.text.Size;
import dev.jug.engine.request.PruneFilter;
import dev.jug.image.Upkeep.Choice;
import dev.jug.image.catalog.Image;
import java.io.IOException;
import java.time.Instant;

/**
 * Removes what is not used, and tells of it in Docker's words.
 *
 * @param context who asked
 * @param filter what goes
 */
public record Pruning(Context context, PruneFilter filter) {

  /** What a question calls them. */
  public static final String BUILDS = "all that builds keep of their steps";

  /** What a question calls them. */
  public static final String NETWORKS = "all networks that no container is on";

  /** Removes containers that do not run; how much of the disk is free again. */
  public long containers() {
    var pruned = context.engine().prune(filter);
    boolean any = !pruned.removed().isEmpty();
    title(!any, "Deleted Containers:");
    pruned.removed().forEach(container -> context.front().printLine(container.id()));
    pruned.kept().forEach(why -> context.front().printError("jug: " + why.getMessage()));
    end(any);
    return pruned.bytes();
  }

  /**
   * Removes images; how much of the disk is free again.
   *
   * @param all whether those with names go too
   */
  public long images(boolean all) throws IOException {
    boolean idle = !context.engine().busy();
    var choice = new Choice(all, this::mayGo, filter.partialBefore(), idle);
    var pruned = context.engine().images().upkeep().prune(choice);
    boolean any = !pruned.untagged().isEmpty() || !pruned.collected().layers().isEmpty();
    title(!any, "Deleted Images:");
    pruned.untagged().forEach(name -> context.front().printLine("untagged: " + name));
    pruned.collected().layers().forEach(layer -> context.front().printLine("deleted: " + layer));
    end(any);
    return pruned.bytes();
  }

  /**
   * Removes what builds keep; how much of the disk is free again.
   *
   * @param all whether contents of cache mounts go too
   */
  public long builds(boolean all) throws IOException {
    var pruned = context.engine().builds().prune(filter.until(), 0, all);
    boolean any = !pruned.steps().isEmpty();
    title(!any, "Deleted build cache objects:");
    pruned.steps().forEach(step -> context.front().printLine(step.key().shortened()));
    end(any);
    return pruned.bytes();
  }

  /** Removes networks. */
  public void removeNetworks() {
    var removed = context.engine().networks().prune(filter);
    boolean any = !removed.isEmpty();
    title(!any, "Deleted Networks:");
    removed.forEach(context.front()::printLine);
    end(any);
  }

  /** What a question calls them. */
  public static String volumes(boolean all) {
    return all ? "all volumes without a container" : "all anonymous volumes without a container";
  }

  /**
   * Removes volumes; how much of the disk is free again.
   *
   * @param all whether those with names go too
   */
  public long removeVolumes(boolean all) {
    var pruned = context.engine().volumes().prune(all, filter);
    boolean any = !pruned.names().isEmpty();
    title(!any, "Deleted Volumes:");
    pruned.names().forEach(context.front()::printLine);
    end(any);
    return pruned.bytes();
  }

  /** An image that does not say when it was made is as old as can be. */
  private boolean mayGo(Image image) {
    var created = image.created().orElse(Instant.EPOCH);
    return filter.takes(created, image.config().defaults().labels());
  }

  private void title(boolean printed, String title) {
    if (!printed) {
      context.front().printLine(title);
    }
  }

  private void end(boolean any) {
    if (any) {
      context.front().printLine("");
    }
  }

  /** The last line. */
  public void total(long bytes) {
    context.front().printLine("Total reclaimed space: " + Size.of(bytes));
  }
}
