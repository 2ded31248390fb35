package dev.jug.engine;

import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.view.NetworkSettingsView;
import dev.jug.network.EndpointRequest;
import dev.jug.network.Sandbox;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** One container's networks. Thread-safe. */
public final class Networking {
  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;
  private final ReentrantLock lock;

  Networking(Services services, Container container, RecordKeeper keeper, ReentrantLock lock) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
    this.lock = lock;
  }

  /**
   * Joins it to another network, at once and for its next starts.
   *
   * @throws EngineException if it cannot be
   */
  public void connect(EndpointRequest wanted) {
    lock.lock();
    try {
      connecting().connect(wanted, container.life().run());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes it off a network, at once and for its next starts.
   *
   * @param network name or id
   * @throws EngineException if it is not on it
   */
  public void disconnect(String network) {
    lock.lock();
    try {
      connecting().disconnect(network, container.life().run());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts it on the networks that its record names, after an earlier engine ended on the way.
   *
   * @throws EngineException if that fails
   */
  void restore() {
    lock.lock();
    try {
      var run = container.life().run();
      if (run != null) {
        connecting().restore(run);
      }
    } finally {
      lock.unlock();
    }
  }

  private Connecting connecting() {
    container.requireThere();
    return new Connecting(services, container, keeper);
  }

  /** Tells those on its networks; its lock is held. */
  void rename(String name) {
    sandbox().ifPresent(sandbox -> sandbox.rename(name));
  }

  /** In the shape of {@code docker inspect}. */
  public NetworkSettingsView settings() {
    return services.sandboxes().view(keeper.get(), sandbox());
  }

  private Optional<Sandbox> sandbox() {
    return Optional.ofNullable(container.life().run()).flatMap(Run::sandbox);
  }
}
