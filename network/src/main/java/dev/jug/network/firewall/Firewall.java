package dev.jug.network.firewall;

import dev.jug.linux.Fd;
import dev.jug.linux.net.MacAddress;
import dev.jug.network.egress.Allowance;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * The rules of one engine in its host's kernel. They stay when the engine ends, and are nobody
 * else's: no rule of another program is looked at or changed. Implementations are thread-safe.
 */
public interface Firewall extends AutoCloseable {
  /** A hardware address that every bridge of ours takes for its own. */
  MacAddress HOST = MacAddress.parse("02:6a:75:67:00:01");

  /** Which part of the kernel has them. */
  BackEnd backEnd();

  /**
   * Changes nothing in the kernel until {@link #settle}: what is said until then is what an earlier
   * engine's rules say already.
   */
  void hold();

  /** Makes what was said so far its only rules, at once: no packet meets a state in between. */
  void settle();

  /**
   * Keeps devices apart from one another that were so before this host forwarded packets.
   *
   * @param devices all of them; replaces what was said before
   */
  void isolate(Collection<String> devices);

  /** Adds a bridge. */
  void add(BridgeRules bridge);

  /** Takes a bridge away. */
  void remove(BridgeRules bridge);

  /** Adds an endpoint, or changes what holds for it. */
  void add(EndpointRules endpoint);

  /**
   * Takes an endpoint away.
   *
   * @param device the host's end of its cable
   */
  void removeEndpoint(String device);

  /**
   * Lets an endpoint reach an address of a name.
   *
   * @param device the host's end of its cable
   */
  void learn(String device, Allowance.Named named, InetAddress address, Duration time);

  /** Whether endpoints can be kept from sending under other addresses than their own here. */
  boolean canGuard();

  /** Makes these the policies, instead of those before. */
  void set(Collection<PolicyRules> policies);

  /** Tells of packets that are refused, from now on. */
  void tell(Consumer<Refusal> listener);

  /** Leads ports into a container. */
  void publish(Collection<Publication> publications);

  /** Takes that back. */
  void withdraw(Collection<Publication> publications);

  /**
   * Whether rules see what a bridge hands from port to port, so that addresses may be translated
   * before the bridge looks where to, and again before an answer is looked at.
   *
   * @param bridge one that was added
   */
  boolean seesFrames(String bridge, boolean ipv4);

  /**
   * Leads who asks the resolver at port 53, inside a sandbox, to the port where it listens: so port
   * 53 is free for a name server of the container's own. Takes the place of what led there before.
   *
   * @param inside the sandbox's namespace
   * @param address of the resolver, IPv4
   */
  void redirect(Fd inside, InetAddress address, int udp, int tcp);

  /** Takes everything away. */
  void clear();

  @Override
  void close();
}
