package dev.jug.runtime.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A finished launch plan: data, not action. The same spec gives the same plan, so a test can
 * compare plans without root.
 *
 * @param ops the operations in order
 * @param descriptors how many descriptors travel with it, filling the first slots
 * @param gate index of the first operation that is executed only once the container is started; 0
 *     if it does not wait for that
 */
public record Plan(List<Op> ops, int descriptors, int gate) {
  /** The bytes for the launcher (docs/launch-plan.md). */
  public byte[] encode() {
    return new PlanEncoder(this).encode();
  }

  /** The plan for a person: every operation in order, grouped by the reason for it. */
  public String explain() {
    return new PlanText(this).render();
  }

  /** The operation with this index, as a FAILED frame names it; empty if the number names none. */
  public Optional<Step> step(int index) {
    return index >= 0 && index < ops.size()
        ? Optional.of(Step.of(ops.get(index)))
        : Optional.empty();
  }

  /** The operations behind the gate, by their indices. */
  public Map<Integer, Step> stepsBehindGate() {
    var steps = new TreeMap<Integer, Step>();
    for (int i = gate; gate > 0 && i < ops.size(); i++) {
      steps.put(i, Step.of(ops.get(i)));
    }
    return steps;
  }
}
