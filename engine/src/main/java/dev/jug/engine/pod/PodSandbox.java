package dev.jug.engine.pod;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.pod.PodRequest.Processes;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.UserMode;
import dev.jug.network.Sandbox;
import dev.jug.network.balance.SharedPort;
import dev.jug.network.port.PublishedPort;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pod sandbox, from making to removal. Thread-safe.
 *
 * <p>Its record is written when all of it is there, and says that it is not ready before the first
 * part goes: an engine that comes later removes a directory without a record, and what a record
 * that is not ready left.
 */
public final class PodSandbox {
  private final PodStore store;
  private final PodFiles files;
  private final PodNetwork network;
  private final PodUsers users;
  private final PodConnections connections = new PodConnections();
  private final ReentrantLock lock = new ReentrantLock();
  private final String id;
  private volatile @Nullable PodRecord record;
  private boolean abandoned;
  private @Nullable Sandbox sandbox;

  PodSandbox(String id, PodStore store, PodNetworks networks, PodUsers users, Path directory) {
    this.id = id;
    this.store = store;
    this.users = users;
    this.files = new PodFiles(directory);
    this.network = new PodNetwork(networks, directory);
  }

  /**
   * What is known about it.
   *
   * @throws IllegalStateException if it is not made yet
   */
  public PodRecord record() {
    var known = record;
    if (known == null) {
      throw new IllegalStateException("the pod sandbox is being made");
    }
    return known;
  }

  /** 64 hexadecimal digits. */
  public String id() {
    return id;
  }

  /** What was asked for. */
  public PodRequest request() {
    return record().request();
  }

  /** Whether containers can be made in it. */
  public boolean isReady() {
    return record().ready();
  }

  /**
   * Does nothing if containers can be made in it.
   *
   * @throws Conflict if it is not ready
   */
  public void requireReady() {
    if (!isReady()) {
      throw new Conflict("pod sandbox " + id() + " is not ready", "Make another one.");
    }
  }

  boolean isMade() {
    return record != null;
  }

  /**
   * Makes it, if nobody has.
   *
   * @return false if somebody has tried, and it will never be there
   */
  boolean make(PodRequest request, Instant now) {
    lock.lock();
    try {
      if (record == null && !abandoned) {
        build(request, now);
      }
      return !abandoned;
    } finally {
      lock.unlock();
    }
  }

  private void build(PodRequest request, Instant now) {
    try {
      var sysctls = new Sysctls(request);
      files.make(request, sysctls, users);
      sandbox = request.sharing().hostNetwork() ? null : network.make(id, request, sysctls);
      var addresses = sandbox == null ? List.<String>of() : PodNetwork.addresses(sandbox);
      var made = new PodRecord(PodRecord.VERSION, id, now, request, true, addresses, null);
      store.save(made);
      record = made;
    } catch (RuntimeException e) {
      throw undone(e);
    }
  }

  private RuntimeException undone(RuntimeException why) {
    abandoned = true;
    try {
      release();
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
    return why;
  }

  /** Takes on what an earlier engine made. One whose namespaces are gone is not ready any more. */
  void adopt(PodRecord kept) {
    record = kept;
    boolean there = files.isThere(kept.request());
    if (kept.ready() && there && !kept.request().sharing().hostNetwork()) {
      sandbox = network.adopt(kept.id(), kept.request()).orElse(null);
    }
    if (!kept.ready() || !there) {
      stop();
    }
  }

  /**
   * Lets go of all that containers share; none may be running. Twice is as good as once.
   *
   * @return whether it was ready
   */
  boolean stop() {
    lock.lock();
    try {
      boolean ready = record().ready();
      if (ready) {
        var stopped = record().stopped();
        store.save(stopped);
        record = stopped;
      }
      release();
      return ready;
    } finally {
      lock.unlock();
    }
  }

  /** Notes what it may have. */
  public void note(PodResources resources) {
    lock.lock();
    try {
      var noted = record().with(resources);
      store.save(noted);
      record = noted;
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    var held = sandbox;
    sandbox = null;
    connections.end();
    try {
      if (held != null) {
        held.release();
      }
    } finally {
      files.remove();
    }
  }

  /** Stops it and forgets it. */
  void remove() {
    lock.lock();
    try {
      stop();
      store.forget(id());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The namespaces of a container of it.
   *
   * @param pid whose processes the container sees, unless it says {@code POD}
   * @throws Conflict if it is not ready
   */
  public NamespaceOptions namespaces(NamespaceMode pid) {
    requireReady();
    var sharing = request().sharing();
    var host = new NamespaceMode.Host();
    var spaces =
        new NamespaceOptions(
            pid,
            sharing.hostIpc() ? host : new NamespaceMode.AtPath(files.ipc()),
            sharing.hostNetwork() ? host : new NamespaceMode.AtPath(files.uts()),
            sharing.hostNetwork() ? host : new NamespaceMode.AtPath(network.namespace()),
            new UserMode.Host(),
            new NamespaceMode.Private());
    var ids = sharing.ids();
    return ids == null ? spaces : spaces.joining(files.users(), ids);
  }

  /**
   * Connects to a port as a program of the pod does, at the loopback. The connection is the
   * caller's, and ends with the sandbox.
   *
   * @param port 1 to 65535
   * @throws Conflict if it is not ready
   * @throws IOException if nobody listens there
   */
  public SocketChannel connect(int port) throws IOException {
    requireReady();
    boolean host = request().sharing().hostNetwork();
    var channel =
        connections.connect(host ? Optional.empty() : Optional.of(network.namespace()), port);
    if (!isReady()) {
      channel.close();
      requireReady();
    }
    return channel;
  }

  /** What its containers have in common, but where they say what they have there themselves. */
  public List<BindMount> mounts(List<String> targets) {
    var mounts = new ArrayList<BindMount>();
    mounts.add(new BindMount(files.resolvConf(), "/etc/resolv.conf", List.of("rw")));
    if (!request().sharing().hostIpc()) {
      mounts.add(new BindMount(files.sharedMemory(), "/dev/shm", List.of("rw")));
    }
    mounts.removeIf(mount -> targets.contains(mount.target()));
    return mounts;
  }

  /** The ports of the host that lead into it. */
  public List<PublishedPort> ports() {
    lock.lock();
    try {
      return sandbox == null ? List.of() : sandbox.ports();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has connections to ports of its address go on to others, and to no others than these.
   *
   * @throws Conflict if it is not ready
   * @throws dev.jug.engine.error.EngineException if the kernel cannot do that
   */
  public void balance(Collection<SharedPort> ports) {
    lock.lock();
    try {
      requireReady();
      network.balance(ports);
    } finally {
      lock.unlock();
    }
  }

  /** Whose processes a container sees that does not say so. */
  public Processes processes() {
    return request().sharing().pid();
  }

  /** Does something while nobody else makes it, stops it, or does such a thing. */
  public <T> T alone(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Where its namespaces are mounted. */
  public Path directory() {
    return files.directory();
  }
}
