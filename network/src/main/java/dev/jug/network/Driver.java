package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.network.error.NetworkException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How endpoints of a kind of network are made. Networks and endpoints are the caller's; a driver
 * keeps nothing that it could not find out from the kernel again.
 */
interface Driver {
  /**
   * Refuses what it cannot make.
   *
   * @throws NetworkException if the network cannot be of this kind
   */
  void check(NetworkRecord network);

  /** Whether endpoints reach what is outside through the host, which has an address of theirs. */
  boolean hasGateway(NetworkRecord network);

  /** Makes what all endpoints of a network need; does nothing if it is there. */
  void raise(NetworkRecord network);

  /**
   * Whether addresses of the network's subnets are chosen for endpoints, and their devices get
   * them; otherwise both are this driver's.
   */
  default boolean choosesAddresses() {
    return true;
  }

  /**
   * Makes an endpoint's devices.
   *
   * @param sandbox the network namespace
   * @return the endpoint as it is made
   */
  Endpoint join(NetworkRecord network, Endpoint endpoint, Fd sandbox);

  /**
   * Takes on an endpoint that an earlier engine made.
   *
   * @param sandbox the network namespace
   */
  default void adopt(NetworkRecord network, Endpoint endpoint, Fd sandbox) {
    // What is to be known of it is in the kernel.
  }

  /** Takes an endpoint's device out of a sandbox that lives on. */
  default void unplug(NetworkRecord network, Endpoint endpoint, SandboxStack sandbox) {
    sandbox.remove(endpoint.device());
  }

  /** Makes an endpoint what its options say, whatever it was; does nothing if it is gone. */
  void change(NetworkRecord network, Endpoint endpoint);

  /** Takes away what of an endpoint's devices does not go with the sandbox. */
  void forget(NetworkRecord network, Endpoint endpoint);

  /** Takes an endpoint's devices away; does nothing if they are gone. */
  void leave(NetworkRecord network, Endpoint endpoint);

  /** Takes away what all endpoints of a network needed. */
  void lower(NetworkRecord network);

  /** The device on the host's side of an endpoint; null if there is none. */
  @Nullable String hostDevice(String endpointId);

  /** The device on the host that stands for a network; null if there is none. */
  default @Nullable String networkDevice(NetworkRecord network) {
    return null;
  }

  /** Takes away what networks left that are not known any more. */
  void clean(Collection<NetworkRecord> known);
}
