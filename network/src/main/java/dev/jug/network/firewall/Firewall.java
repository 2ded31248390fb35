package dev.jug.network.firewall;

import java.util.Collection;

/**
 * The rules of one engine in its host's kernel. They stay when the engine ends, and are nobody
 * else's: no rule of another program is looked at or changed. Implementations are thread-safe.
 */
public interface Firewall extends AutoCloseable {
  /** Makes these its only rules, at once: no packet meets a state in between. */
  void replace(Collection<BridgeRules> bridges, Collection<Publication> publications);

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

  /** Leads ports into a container. */
  void publish(Collection<Publication> publications);

  /** Takes that back. */
  void withdraw(Collection<Publication> publications);

  /** Takes everything away. */
  void clear();

  @Override
  void close();
}
