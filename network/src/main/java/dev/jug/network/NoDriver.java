package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The networks {@code host} and {@code none}, which have no endpoints: a namespace is all. */
record NoDriver() implements Driver {
  /** There is one of each, and they are always there. */
  @Override
  public void check(NetworkRecord network) {
    if (!network.isPredefined()) {
      throw new NetworkException(
          Kind.FORBIDDEN,
          "only one instance of \"" + network.driver() + "\" network is allowed",
          "Use the network of that name.");
    }
  }

  @Override
  public boolean hasGateway(NetworkRecord network) {
    return false;
  }

  @Override
  public void raise(NetworkRecord network) {
    throw new NetworkException(
        Kind.FORBIDDEN,
        "container cannot be connected to network " + network.name() + " and to others",
        "A container is on the networks host and none from its start, and on no other.");
  }

  @Override
  public Endpoint join(NetworkRecord network, Endpoint endpoint, Fd sandbox) {
    raise(network);
    return endpoint;
  }

  @Override
  public boolean choosesAddresses() {
    return false;
  }

  @Override
  public void change(NetworkRecord network, Endpoint endpoint) {
    // Nobody is on it.
  }

  @Override
  public void forget(NetworkRecord network, Endpoint endpoint) {
    // Nobody is on it.
  }

  @Override
  public void leave(NetworkRecord network, Endpoint endpoint) {
    // Nobody is on it.
  }

  @Override
  public void lower(NetworkRecord network) {
    // There is nothing.
  }

  @Override
  public @Nullable String hostDevice(String endpointId) {
    return null;
  }

  @Override
  public void clean(Collection<NetworkRecord> known) {
    // Nothing is left of them.
  }
}
