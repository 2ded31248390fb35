package dev.jug.linux.netfilter;

/** A chain of rules, by its name. */
public record Chain(Table table, String name) {
  /** As nft(8) has it. */
  @Override
  public String toString() {
    return table + " " + name;
  }
}
