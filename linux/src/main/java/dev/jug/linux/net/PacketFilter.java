package dev.jug.linux.net;

import java.util.Optional;

/**
 * Where a device puts some of its packets (tc-u32(8)): all, or those of some addresses.
 *
 * @param priority filters of lower priority, from 1, are asked first; all of one must be of one
 *     family
 */
public record PacketFilter(
    int priority, Optional<Prefix> source, Optional<Prefix> destination, Target target) {
  /** Where packets go. */
  public sealed interface Target {}

  /**
   * To a class of the device's root qdisc.
   *
   * @param number of the class
   */
  public record ToClass(int number) implements Target {}

  /**
   * To another device, as if they were sent there: to an ifb device for shaping.
   *
   * @param index of the device
   */
  public record ToDevice(int index) implements Target {}

  /** Of all packets. */
  public static PacketFilter all(int priority, Target target) {
    return new PacketFilter(priority, Optional.empty(), Optional.empty(), target);
  }
}
