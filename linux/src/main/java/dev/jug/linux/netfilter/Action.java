package dev.jug.linux.netfilter;

import dev.jug.linux.netfilter.Expression.MetaKey;
import dev.jug.linux.netfilter.Expression.Nat;
import dev.jug.linux.netfilter.Expression.NatFlag;
import dev.jug.linux.netfilter.Expression.NatKind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/** What rules do. */
public final class Action {
  private static final int SECOND = 4;

  private Action() {}

  /** Lets the packet go on. */
  public static Clause accept() {
    return decide(Verdict.Plain.ACCEPT);
  }

  /** Drops the packet. */
  public static Clause drop() {
    return decide(Verdict.Plain.DROP);
  }

  /** Goes on behind the rule that jumped to this chain. */
  public static Clause goBack() {
    return decide(Verdict.Plain.RETURN);
  }

  /** Goes through another chain, and then on. */
  public static Clause jump(Chain chain) {
    return decide(new Verdict.Jump(chain.name()));
  }

  private static Clause decide(Verdict verdict) {
    return Clause.of(new Expression.Decide(verdict));
  }

  /** Drops the packet and tells its sender that there is nobody. */
  public static Clause reject() {
    return Clause.of(new Expression.Reject(Expression.Refusal.PORT_UNREACHABLE));
  }

  /**
   * Does what a map says for the device that it came in by, if that says anything.
   *
   * @param map from names of devices to verdicts
   */
  public static Clause decideByInputInterface(String map) {
    return Clause.of(
        new Expression.Meta(MetaKey.INPUT_NAME, 0), new Expression.VerdictLookup(map, 0));
  }

  /** Drops the packet and tells its sender that it is not wanted. */
  public static Clause prohibit() {
    return Clause.of(new Expression.Reject(Expression.Refusal.PROHIBITED));
  }

  /** Drops the packet, which is TCP's, and ends the connection of its sender. */
  public static Clause reset() {
    return Clause.of(new Expression.Reject(Expression.Refusal.TCP_RESET));
  }

  /**
   * Does what a map says for the address that it comes from, if that says anything.
   *
   * @param map from addresses to verdicts
   */
  public static Clause decideBySource(Family family, String map) {
    return Match.family(family)
        .and(Clause.of(PacketField.source(family, 0), new Expression.VerdictLookup(map, 0)));
  }

  /**
   * Puts the address that it comes from into a set, for a time; if the set is full, what stands
   * behind this in the rule is not done. For tables that see one family only.
   */
  public static Clause remember(Family family, String set, Duration time) {
    return Clause.of(PacketField.source(family, 0), new Expression.Renew(set, 0, time));
  }

  /** Counts. */
  public static Clause count() {
    return Clause.of(new Expression.Counter(0, 0));
  }

  /** Reports to a group of nfnetlink_log. */
  public static Clause log(int group, String prefix) {
    return Clause.of(new Expression.Log(OptionalInt.of(group), prefix));
  }

  /** Marks the packet. */
  public static Clause mark(int mark) {
    return Clause.of(
        new Expression.Immediate(0, Data.number(mark)), new Expression.SetMeta(MetaKey.MARK, 0));
  }

  /** Leaves the packet's connection untracked. */
  public static Clause noTrack() {
    return Clause.of(new Expression.NoTrack());
  }

  /** Makes the connection come from the device it leaves by. */
  public static Clause masquerade(NatFlag... flags) {
    return Clause.of(new Expression.Masquerade(Set.of(flags)));
  }

  /** Makes the connection come from this address. */
  public static Clause comeFrom(InetAddress address) {
    return Clause.of(
        new Expression.Immediate(0, Data.address(address)),
        new Nat(
            NatKind.SOURCE, Family.of(address), OptionalInt.of(0), OptionalInt.empty(), Set.of()));
  }

  /** Makes the connection go to this address and port. */
  public static Clause goTo(InetAddress address, int port) {
    return Clause.of(
        new Expression.Immediate(0, Data.address(address)),
        new Expression.Immediate(SECOND, Data.port(port)),
        new Nat(
            NatKind.DESTINATION,
            Family.of(address),
            OptionalInt.of(0),
            OptionalInt.of(SECOND),
            Set.of()));
  }

  /** Makes the connection go to this port of the machine itself. */
  public static Clause redirect(int port) {
    return Clause.of(new Expression.Immediate(0, Data.port(port)), new Expression.Redirect(0));
  }

  /**
   * Makes the connection go where a map says for its protocol and port, if that says anything.
   *
   * @param map from protocol and port to address and port
   */
  public static Clause goWherePortLeads(Family family, String map) {
    return Clause.of(new Expression.Meta(MetaKey.PROTOCOL, 0), PacketField.destinationPort(1))
        .and(goWhere(family, map));
  }

  /**
   * Makes the connection go where a map says for its address, protocol and port, if that says
   * anything.
   *
   * @param map from address, protocol and port to address and port
   */
  public static Clause goWhereAddressLeads(Family family, String map) {
    int words = PacketField.addressBytes(family) / Integer.BYTES;
    return Match.family(family)
        .and(
            Clause.of(
                PacketField.destination(family, 0),
                new Expression.Meta(MetaKey.PROTOCOL, words),
                PacketField.destinationPort(words + 1)))
        .and(goWhere(family, map));
  }

  private static Clause goWhere(Family family, String map) {
    int words = PacketField.addressBytes(family) / Integer.BYTES;
    return Clause.of(
        new Expression.MapLookup(map, 0, 0),
        new Nat(NatKind.DESTINATION, family, OptionalInt.of(0), OptionalInt.of(words), Set.of()));
  }
}
