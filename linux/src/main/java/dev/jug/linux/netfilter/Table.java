package dev.jug.linux.netfilter;

/** A table, by its name. */
public record Table(Family family, String name) {
  /** A chain of it, by its name. */
  public Chain chain(String chain) {
    return new Chain(this, chain);
  }

  /** As nft(8) has it. */
  @Override
  public String toString() {
    return family + " " + name;
  }
}
