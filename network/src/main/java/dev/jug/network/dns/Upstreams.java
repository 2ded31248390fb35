package dev.jug.network.dns;

import java.net.InetSocketAddress;
import java.util.List;

/** Whom a resolver asks for what its zone does not know. Thread-safe. */
@FunctionalInterface
public interface Upstreams {
  /** Nobody, as for a network that is internal. */
  Upstreams NONE = List::of;

  /** Whom to ask, the first first; asked for with each question, so it is quick. */
  List<InetSocketAddress> servers();
}
