package dev.jug.linux.netfilter;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An instruction of a rule (linux/netfilter/nf_tables.h). A condition that is not met ends the
 * rule. Registers are counted in words of four bytes: 0 to 15; a value that is longer fills the
 * next ones too.
 */
public sealed interface Expression {
  /** What is known of a packet besides its bytes (NFT_META_…). */
  enum MetaKey {
    MARK(3),
    INPUT_INDEX(4),
    OUTPUT_INDEX(5),
    INPUT_NAME(6),
    OUTPUT_NAME(7),
    OWNER_USER(10),
    /** {@link Family} of the packet in one byte. */
    FAMILY(15),
    /** {@link Protocol} in one byte. */
    PROTOCOL(16),
    PACKET_TYPE(19);

    private final int number;

    MetaKey(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** Loads what is known of a packet. */
  record Meta(MetaKey key, int register) implements Expression {}

  /**
   * Sets what is known of a packet: {@link MetaKey#MARK} and {@link MetaKey#PACKET_TYPE} can be.
   */
  record SetMeta(MetaKey key, int register) implements Expression {}

  /** Whose header an offset counts from (NFT_PAYLOAD_…_HEADER), in the kernel's order. */
  enum Layer {
    LINK,
    NETWORK,
    TRANSPORT
  }

  /** Loads bytes of a packet. */
  record Payload(Layer layer, int offset, int length, int register) implements Expression {}

  /** Replaces bytes of a packet; checksums are not corrected. */
  record SetPayload(Layer layer, int offset, int length, int register) implements Expression {}

  /** How two values are compared as numbers in network order (NFT_CMP_…), in the kernel's order. */
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST
  }

  /** Is met if the register compares so with the value. */
  record Compare(int register, Comparison comparison, Data value) implements Expression {}

  /** Is met if the register is within both ends; or without, if inverted. */
  record Range(int register, boolean inverted, Data first, Data last) implements Expression {}

  /** Replaces a register by {@code (register & mask) ^ xor}. */
  record Bitwise(int register, Data mask, Data xor) implements Expression {}

  /** Loads a value. */
  record Immediate(int register, Data value) implements Expression {}

  /** Decides on the packet. */
  record Decide(Verdict verdict) implements Expression {}

  /** Is met if the set has the key in the register; or has it not, if inverted. */
  record Lookup(String set, int register, boolean inverted) implements Expression {}

  /** Loads what a map gives for the key in a register; is not met if that is nothing. */
  record MapLookup(String map, int register, int into) implements Expression {}

  /**
   * Puts the key in the register into a set for a time, or has it stay for that time again if it is
   * there (nft(8), {@code update}); is not met if the set is full.
   *
   * @param time at least a millisecond
   */
  record Renew(String set, int register, Duration time) implements Expression {}

  /** Decides as a map says for the key in the register. */
  record VerdictLookup(String map, int register) implements Expression {}

  /** What is known of a connection (NFT_CT_…). */
  enum ConnectionKey {
    STATE(0),
    DIRECTION(1),
    STATUS(2),
    MARK(3),
    /** With a direction. */
    PROTOCOL(10),
    /** With a direction. */
    SOURCE_PORT(11),
    /** With a direction. */
    DESTINATION_PORT(12),
    /** With a direction. */
    SOURCE_IP4(19),
    /** With a direction. */
    DESTINATION_IP4(20),
    /** With a direction. */
    SOURCE_IP6(21),
    /** With a direction. */
    DESTINATION_IP6(22);

    private final int number;

    ConnectionKey(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** Which of the two ways of a connection (IP_CT_DIR_…), in the kernel's order. */
  enum Direction {
    ORIGINAL,
    REPLY
  }

  /** Loads what is known of the packet's connection. */
  record Connection(ConnectionKey key, Optional<Direction> direction, int register)
      implements Expression {}

  /** Sets what is known of the packet's connection: {@link ConnectionKey#MARK} can be. */
  record SetConnection(ConnectionKey key, int register) implements Expression {}

  /** What the routing table is asked (NFT_FIB_RESULT_…), in the kernel's order from 1. */
  enum FibResult {
    DEVICE_INDEX,
    DEVICE_NAME,
    /** RTN_…: 2 is local. */
    ADDRESS_TYPE
  }

  /** What the routing table is asked with (NFTA_FIB_F_…), in the kernel's order. */
  enum FibFlag {
    SOURCE,
    DESTINATION,
    MARK,
    INPUT_DEVICE,
    OUTPUT_DEVICE
  }

  /** Loads what the routing table says. */
  record Fib(FibResult result, Set<FibFlag> flags, int register) implements Expression {}

  /** Which end of a connection is translated (NFT_NAT_…), in the kernel's order. */
  enum NatKind {
    SOURCE,
    DESTINATION
  }

  /** How ports are chosen (NF_NAT_RANGE_…). */
  enum NatFlag {
    RANDOM(0x04),
    PERSISTENT(0x08),
    FULLY_RANDOM(0x10);

    private final int number;

    NatFlag(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /**
   * Translates an end of the connection.
   *
   * @param family of the address
   * @param address register of the new address
   * @param port register of the new port, if it is to be another
   */
  record Nat(NatKind kind, Family family, OptionalInt address, OptionalInt port, Set<NatFlag> flags)
      implements Expression {}

  /** Makes the connection come from the address of the device it leaves by. */
  record Masquerade(Set<NatFlag> flags) implements Expression {}

  /** Makes the connection go to a port of this machine, in a register. */
  record Redirect(int port) implements Expression {}

  /** Counts; the numbers are where it begins. */
  record Counter(long packets, long bytes) implements Expression {}

  /**
   * Is met by so many packets a time at most; or by those beyond, if inverted.
   *
   * @param rate how many in each period
   * @param seconds the period
   * @param burst how many more at once
   */
  record Limit(long rate, long seconds, int burst, boolean inverted) implements Expression {}

  /**
   * Reports the packet.
   *
   * @param group of nfnetlink_log, 0 to 65535; empty: to the kernel's log
   * @param prefix of the report, at most 127 bytes
   */
  record Log(OptionalInt group, String prefix) implements Expression {}

  /** What a sender is told. */
  enum Refusal {
    /** ICMP: there is nobody at this port. */
    PORT_UNREACHABLE(2, 1),
    /** ICMP: an administrator does not want it. */
    PROHIBITED(2, 3),
    /** TCP: reset. */
    TCP_RESET(1, 0);

    private final int type;
    private final int code;

    Refusal(int type, int code) {
      this.type = type;
      this.code = code;
    }

    int type() {
      return type;
    }

    int code() {
      return code;
    }
  }

  /** Drops the packet and tells its sender. */
  record Reject(Refusal refusal) implements Expression {}

  /** Leaves the packet's connection untracked. */
  record NoTrack() implements Expression {}

  /** Loads a number from 0 to below a limit: another for each packet, at random or in turn. */
  record Number(int below, boolean random, int register) implements Expression {}
}
