package dev.jug.runtime;

import dev.jug.runtime.plan.Step;
import java.util.Map;

/**
 * A container whose process waits for its start.
 *
 * @param pid its process
 * @param steps what its process will do at the start, by the numbers of operations: what a failure
 *     then means. Kept with the container's state, for another engine may start it.
 */
public record Created(int pid, Map<Integer, Step> steps) {
  public Created {
    steps = Map.copyOf(steps);
  }
}
