package dev.jug.runtime.plan;

import java.util.List;
import java.util.Optional;

/**
 * A finished launch plan: data, not action. The same spec gives the same plan, so a test can
 * compare plans without root.
 *
 * @param ops the operations in order
 * @param descriptors how many descriptors travel with it, filling the first slots
 */
public record Plan(List<Op> ops, int descriptors) {
  /** The bytes for the launcher (docs/launch-plan.md). */
  public byte[] encode() {
    return new PlanEncoder(this).encode();
  }

  /** The plan for a person: every operation in order, grouped by the reason for it. */
  public String explain() {
    return new PlanText(this).render();
  }

  /** The operation with this index, as a FAILED frame names it; empty if the number names none. */
  public Optional<Op> op(int index) {
    return index >= 0 && index < ops.size() ? Optional.of(ops.get(index)) : Optional.empty();
  }
}
