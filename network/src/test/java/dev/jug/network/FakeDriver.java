package dev.jug.network;

import dev.jug.linux.Fd;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Endpoints of nothing. */
record FakeDriver() implements Driver {
  @Override
  public void check(NetworkRecord network) {}

  @Override
  public boolean hasGateway(NetworkRecord network) {
    return true;
  }

  @Override
  public void raise(NetworkRecord network) {}

  @Override
  public Endpoint join(NetworkRecord network, Endpoint endpoint, Fd sandbox) {
    return endpoint;
  }

  @Override
  public void change(NetworkRecord network, Endpoint endpoint) {}

  @Override
  public void forget(NetworkRecord network, Endpoint endpoint) {}

  @Override
  public void leave(NetworkRecord network, Endpoint endpoint) {}

  @Override
  public void lower(NetworkRecord network) {}

  @Override
  public @Nullable String hostDevice(String endpointId) {
    return null;
  }

  @Override
  public void clean(Collection<NetworkRecord> known) {}
}
