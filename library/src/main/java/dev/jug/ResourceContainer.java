package dev.jug;

import dev.jug.engine.ResourceContainers;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.resource.Bill;

/**
 * A budget for containers and processes together, and the bill of all that was ever in it. It stays
 * until it is {@linkplain #remove removed}: {@link Jug#resources} finds it next time. Thread-safe.
 */
public final class ResourceContainer {
  private final ResourceContainers all;
  private final String name;

  ResourceContainer(ResourceContainers all, String name) {
    this.all = all;
    this.name = name;
  }

  /** Its name, with those of its parents: {@code jobs/night}. */
  public String name() {
    return name;
  }

  /**
   * Changes limits, at once and for later; what is null stays.
   *
   * @throws EngineException if one makes no sense or the kernel refuses it
   */
  public void update(ResourceOptions limits) {
    all.update(name, limits, FixedLimits.NONE);
  }

  /**
   * Moves a container into it, while it runs: what it uses from now on is for this one.
   *
   * @throws EngineException if the kernel refuses; it is where it was then
   */
  public void attach(RunningContainer container) {
    all.attach(name, container.id());
  }

  /**
   * Moves a process into it that is of no container, with what it starts from now on.
   *
   * @throws EngineException if there is none, or the kernel refuses
   */
  public void attach(ProcessHandle process) {
    all.attachProcess(name, Math.toIntExact(process.pid()));
  }

  /**
   * Takes a container out again.
   *
   * @throws EngineException if it is in none
   */
  public void detach(RunningContainer container) {
    all.detach(container.id());
  }

  /**
   * Moves a process back to where it was.
   *
   * @throws EngineException if it is in none
   */
  public void detach(ProcessHandle process) {
    all.detachProcess(Math.toIntExact(process.pid()));
  }

  /** What all in it have used, those that have ended too. */
  public Bill bill() {
    return all.bill(name);
  }

  /** Counting begins anew. */
  public void reset() {
    all.reset(name);
  }

  /**
   * Removes it with its bill.
   *
   * @throws EngineException.Conflict if anything is in it
   */
  public void remove() {
    all.remove(name, false);
  }
}
