package dev.jug.linux.netfilter;

import java.util.List;

/** One change of a {@link Transaction}. */
public sealed interface Operation {
  /** Makes a table; one that is there stays as it is. */
  record AddTable(Table table) implements Operation {}

  /** Takes a table away with all that is in it; ENOENT if there is none. */
  record DeleteTable(Table table) implements Operation {}

  /** Takes a table away with all that is in it, if there is one. */
  record DestroyTable(Table table) implements Operation {}

  /** Takes the rules of all chains away. */
  record FlushTable(Table table) implements Operation {}

  /** Makes a chain that others jump to; one that is there stays as it is. */
  record AddChain(Chain chain) implements Operation {}

  /** Makes a chain that packets come into. */
  record AddBaseChain(Chain chain, Hook hook) implements Operation {}

  /** Takes a chain away, with its rules; EBUSY if others refer to it, ENOENT if there is none. */
  record DeleteChain(Chain chain) implements Operation {}

  /** Takes the rules of a chain away. */
  record FlushChain(Chain chain) implements Operation {}

  /**
   * Adds a rule behind the others of its chain.
   *
   * @param comment for people, at most 127 bytes; may be empty
   */
  record AddRule(Chain chain, List<Expression> expressions, String comment) implements Operation {
    /** A rule of these parts. */
    public static AddRule of(Chain chain, String comment, Clause... clauses) {
      return new AddRule(chain, Clause.all(clauses), comment);
    }
  }

  /** Adds a rule before the others of its chain; the comment as of {@link AddRule}. */
  record InsertRule(Chain chain, List<Expression> expressions, String comment)
      implements Operation {
    /** A rule of these parts. */
    public static InsertRule of(Chain chain, String comment, Clause... clauses) {
      return new InsertRule(chain, Clause.all(clauses), comment);
    }
  }

  /**
   * Takes a rule away; ENOENT if there is none.
   *
   * @param handle see {@link Rule#handle}
   */
  record DeleteRule(Chain chain, long handle) implements Operation {}

  /** Makes a set or a map; one that is there and alike stays as it is. */
  record AddSet(NamedSet set) implements Operation {}

  /** Takes a set or a map away; EBUSY if rules refer to it, ENOENT if there is none. */
  record DeleteSet(NamedSet set) implements Operation {}

  /** Takes all elements away. */
  record FlushSet(NamedSet set) implements Operation {}

  /** Adds elements; EEXIST if the map has another value for a key, or ranges overlap. */
  record AddElements(NamedSet set, List<Element> elements) implements Operation {
    /** Adds one. */
    public AddElements(NamedSet set, Element element) {
      this(set, List.of(element));
    }
  }

  /** Takes elements away; ENOENT if one is not there. */
  record DeleteElements(NamedSet set, List<Element> elements) implements Operation {
    /** Takes one away. */
    public DeleteElements(NamedSet set, Element element) {
      this(set, List.of(element));
    }
  }
}
