package dev.jug.linux.netfilter;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A set, or a map, with what is in it. Rules refer to it by its name.
 *
 * @param key the fields of a key
 * @param data the fields of what a map gives for a key; empty for a set
 * @param most how many elements it may have; 0 for any number
 */
public record NamedSet(
    Table table, String name, List<DataType> key, List<DataType> data, Set<Flag> flags, int most) {
  /** Other than usual (NFT_SET_…). */
  public enum Flag {
    /** Its elements are ranges. */
    INTERVAL(0x4),
    /** Its elements may go by themselves after a time. */
    TIMEOUT(0x10),
    /** Rules put elements into it. */
    DYNAMIC(0x20);

    private final int number;

    Flag(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** Copies what it is given. */
  public NamedSet {
    key = List.copyOf(key);
    data = List.copyOf(data);
    flags = Set.copyOf(flags);
  }

  /** A set of single keys. */
  public static NamedSet of(Table table, String name, DataType... key) {
    return new NamedSet(table, name, List.of(key), List.of(), Set.of(), 0);
  }

  /** The same as a map to such data. */
  public NamedSet mappingTo(DataType... fields) {
    return new NamedSet(table, name, key, List.of(fields), flags, most);
  }

  /** The same with another property. */
  public NamedSet with(Flag flag) {
    var all = EnumSet.of(flag);
    all.addAll(flags);
    return new NamedSet(table, name, key, data, all, most);
  }

  /** The same with so many elements at most. */
  public NamedSet atMost(int elements) {
    return new NamedSet(table, name, key, data, flags, elements);
  }

  boolean isMap() {
    return !data.isEmpty();
  }

  boolean hasRanges() {
    return flags.contains(Flag.INTERVAL);
  }

  /** Whether its elements are ranges in several fields, which the kernel keeps in another way. */
  boolean hasRangesOfFields() {
    return hasRanges() && key.size() > 1;
  }

  /** As nft(8) has it. */
  @Override
  public String toString() {
    return table + " " + name;
  }
}
