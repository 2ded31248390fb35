package dev.jug.linux.netfilter;

import java.util.ArrayList;
import java.util.List;

/** Changes that come into effect at once, or not at all. */
public final class Transaction {
  private final List<Operation> operations = new ArrayList<>();

  /** Adds a change; it sees those before it. */
  public Transaction add(Operation operation) {
    operations.add(operation);
    return this;
  }

  /** Adds a rule behind the others of a chain. */
  public Transaction rule(Chain chain, String comment, Clause... clauses) {
    return add(Operation.AddRule.of(chain, comment, clauses));
  }

  /** The changes, in their order. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }
}
