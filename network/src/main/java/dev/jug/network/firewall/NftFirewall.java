package dev.jug.network.firewall;

import java.util.Collection;

/** TEMP. */
public final class NftFirewall implements Firewall {
  @Override
  public void replace(Collection<BridgeRules> bridges, Collection<Publication> publications) {}

  @Override
  public void add(BridgeRules bridge) {}

  @Override
  public void remove(BridgeRules bridge) {}

  @Override
  public void publish(Collection<Publication> publications) {}

  @Override
  public void withdraw(Collection<Publication> publications) {}

  @Override
  public void clear() {}

  @Override
  public void close() {}
}
