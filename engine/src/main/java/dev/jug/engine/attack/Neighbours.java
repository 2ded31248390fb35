package dev.jug.engine.attack;

import static dev.jug.engine.attack.Moves.ZERO;
import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.engine.attack.Attack.Harm;
import dev.jug.engine.attack.Attack.Victim;
import dev.jug.engine.attack.Fence.BuiltIn;
import dev.jug.engine.attack.Fence.Lacking;
import dev.jug.linux.Call;
import dev.jug.linux.cap.Capability;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Packets in the name of others, to a neighbour who tells whether they arrive. */
final class Neighbours {
  private static final Arg RAW = flags(3, "SOCK_RAW");
  private static final Arg DATAGRAM = flags(2, "SOCK_DGRAM");
  private static final Arg INTERNET = flags(2, "AF_INET");
  private static final Arg PACKET = flags(17, "AF_PACKET");
  private static final Arg ARP = flags(0x0608, "htons(ETH_P_ARP)");
  private static final Arg SOCKET_LEVEL = flags(1, "SOL_SOCKET");
  private static final Arg PATIENCE = flags(20, "SO_RCVTIMEO");
  private static final Arg INDEX = flags(0x8933, "SIOCGIFINDEX");
  private static final int ROOM = 128;
  private static final int PORT = 5399;
  private static final int RESOLVER_PORT = 53;
  private static final byte[] RESOLVER = {127, 0, 0, 11};
  private static final int TRIES = 8;

  private Neighbours() {}

  static List<Attack> all() {
    return List.of(arp(), address(), resolver());
  }

  private static Attack arp() {
    return new Attack(
            "arp-spoof",
            "tell a neighbour that the gateway is here",
            "packet(7), RFC 826",
            "everything that a neighbour says to the world",
            List.of(new Lacking(Capability.NET_RAW), new BuiltIn("frame guard")),
            (moves, scene) ->
                scene
                    .stations()
                    .ifPresentOrElse(stations -> sendArp(moves, stations, scene), moves::alone))
        .against(new Victim(Neighbours::hearArp, Harm.RECEPTION));
  }

  private static Attack address() {
    return new Attack(
            "ip-spoof",
            "send a packet in the name of the gateway",
            "raw(7)",
            "answers to questions that a neighbour asked others",
            List.of(new Lacking(Capability.NET_RAW), new BuiltIn("frame guard")),
            (moves, scene) ->
                scene
                    .stations()
                    .ifPresentOrElse(
                        stations -> send(moves, stations, stations.gateway(), 9, scene),
                        moves::alone))
        .against(new Victim(Neighbours::hear, Harm.RECEPTION));
  }

  private static Attack resolver() {
    return new Attack(
            "dns-spoof",
            "answer in the name of a neighbour's resolver",
            "RFC 5452",
            "a neighbour calls whom it likes",
            List.of(
                new Lacking(Capability.NET_RAW),
                new BuiltIn("frame guard"),
                new BuiltIn("resolver on the loopback")),
            (moves, scene) ->
                scene
                    .stations()
                    .ifPresentOrElse(
                        stations -> send(moves, stations, RESOLVER, RESOLVER_PORT, scene),
                        moves::alone))
        .against(new Victim(Neighbours::hear, Harm.RECEPTION));
  }

  private static void sendArp(Moves moves, Scene.Stations stations, Scene scene) {
    var socket = moves.plan().slot("socket");
    var index = moves.plan().slot("index");
    moves.because("which device");
    moves.call(Call.SOCKET, PACKET, RAW, ARP).into(socket);
    var request = Block.struct(40, "eth0");
    put(request, 0, "eth0".getBytes(StandardCharsets.US_ASCII));
    moves.call(Call.IOCTL, var(socket), INDEX, at(request));
    moves.plan().load(request, 16, 4, index);
    var to = Block.struct(20, "eth0").put(0, 2, 17).put(2, 2, 0x0608).put(11, 1, 6);
    put(to, 12, stations.theirMac());
    moves.plan().store(to, 4, 4, var(index));
    moves.because("the gateway's address is at ours");
    var frame = arpFrame(stations, scene);
    moves.call(Call.SENDTO, var(socket), at(frame), num(60), ZERO, at(to), num(20));
  }

  private static Block arpFrame(Scene.Stations stations, Scene scene) {
    var frame = Block.struct(60, "ARP reply");
    put(frame, 0, stations.theirMac());
    put(frame, 6, stations.ownMac());
    put(frame, 12, new byte[] {8, 6, 0, 1, 8, 0, 6, 4, 0, 2});
    put(frame, 22, stations.ownMac());
    put(frame, 28, stations.gateway());
    put(frame, 32, stations.theirMac());
    put(frame, 38, stations.their());
    return frame.put(42, 8, scene.secret());
  }

  /** The kernel fills in length and checksum; UDP can do without one. */
  private static void send(
      Moves moves, Scene.Stations stations, byte[] from, int port, Scene scene) {
    var packet = Block.struct(36, "a packet");
    put(packet, 0, new byte[] {0x45, 0, 0, 36, 0, 0, 0, 0, 64, 17});
    put(packet, 12, from);
    put(packet, 16, stations.their());
    put(packet, 20, new byte[] {0, (byte) port, (byte) (PORT >> 8), (byte) PORT, 0, 16});
    packet.put(28, 8, scene.secret());
    var to = Block.struct(16, "the neighbour").put(0, 2, 2);
    put(to, 4, stations.their());
    var socket = moves.plan().slot("socket");
    moves.because("with a header of our own");
    moves.call(Call.SOCKET, INTERNET, RAW, num(255)).into(socket);
    moves.call(Call.SENDTO, var(socket), at(packet), num(36), ZERO, at(to), num(16));
  }

  private static void hear(Moves moves, Scene scene) {
    var socket = moves.plan().slot("socket");
    var place = Block.struct(16, "port " + PORT).put(0, 2, 2);
    put(place, 2, new byte[] {(byte) (PORT >> 8), (byte) PORT});
    moves.because("a question is out");
    moves.call(Call.SOCKET, INTERNET, DATAGRAM, ZERO).into(socket);
    moves.call(Call.BIND, var(socket), at(place), num(16));
    receive(moves, 0, scene);
  }

  private static void hearArp(Moves moves, Scene scene) {
    moves.because("all that it is told about addresses");
    moves.call(Call.SOCKET, PACKET, RAW, ARP).into(moves.plan().slot("socket"));
    receive(moves, 42, scene);
  }

  private static void receive(Moves moves, int offset, Scene scene) {
    var socket = moves.plan().slot("socket");
    var found = moves.plan().label();
    var time = Block.struct(16, "1 s").put(0, 8, 1);
    moves.call(Call.SETSOCKOPT, var(socket), SOCKET_LEVEL, PATIENCE, at(time), num(16));
    moves.ready();
    for (int i = 0; i < TRIES; i++) {
      var other = moves.plan().label();
      var bytes = Block.room(ROOM, "bytes");
      moves.because("what arrives");
      moves.call(Call.RECVFROM, var(socket), at(bytes), num(ROOM), ZERO, ZERO, ZERO);
      moves.expectSecret(bytes, offset, scene).orGoTo(other);
      moves.plan().goTo(found);
      moves.plan().place(other);
    }
    moves.alone();
    moves.plan().place(found);
  }

  private static void put(Block block, int offset, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      block.put(offset + i, 1, bytes[i]);
    }
  }
}
