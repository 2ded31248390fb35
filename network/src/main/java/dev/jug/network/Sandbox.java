package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.network.error.NetworkException;
import dev.jug.network.port.PortBinding;
import dev.jug.network.port.PublishedPort;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The network stack of one run of a container: a network namespace, and the endpoints that join it
 * to networks. Thread-safe.
 */
public final class Sandbox {
  private final Networks networks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Endpoints endpoints;
  private final Ports ports;
  private final Names names;
  private volatile Occupant occupant;
  private @Nullable Fd namespace;

  Sandbox(Networks networks, SandboxRequest request, @Nullable Fd namespace) {
    this.networks = networks;
    this.occupant = request.occupant();
    this.namespace = namespace;
    this.endpoints = new Endpoints(networks);
    this.ports = new Ports(networks, request.bindings());
    this.names = new Names(networks, this, request.nameservers());
  }

  /** The container's id. */
  public String container() {
    return occupant.id();
  }

  /** Where a process finds the namespace until it {@link #hold holds} it itself. */
  public Path namespace() {
    var held = namespace;
    if (held == null) {
      throw new IllegalStateException("the namespace is its processes'");
    }
    return Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd")
        .resolve(Integer.toString(held.number()));
  }

  /** A process is in the namespace now, which lives as long as that. */
  public void hold() {
    var held = namespace;
    if (held != null) {
      namespace = null;
      held.close();
    }
  }

  /** What it is made of. */
  public SandboxRecord record() {
    lock.lock();
    try {
      return new SandboxRecord(endpoints.all(), ports.published());
    } finally {
      lock.unlock();
    }
  }

  /** Its endpoints, in the order in which they were made. */
  public List<Endpoint> endpoints() {
    lock.lock();
    try {
      return endpoints.all();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The links of networks that know no names: addresses, and what they are called.
   *
   * @throws NetworkException if a linked container does not run there
   */
  public Map<InetAddress, List<String>> links() {
    return new Links(networks, occupant).of(endpoints());
  }

  /** The ports of the host that lead into it. */
  public List<PublishedPort> ports() {
    return ports.published();
  }

  /** Whether names are resolved by a resolver of ours, at {@link Names#ADDRESS}. */
  public boolean hasResolver() {
    return names.isServing();
  }

  /** Makes it: all endpoints, then what depends on all. */
  void build(List<EndpointRequest> wanted, BlankStack blank) {
    try (var stack = new SandboxStack(blank)) {
      for (var request : wanted) {
        endpoints.add(occupant, request, held(), stack, _ -> {});
      }
      var made = endpoints.all().stream().filter(this::isMade).toList();
      stack.leadOutside(endpoints.wayOut().orElse(null), made);
      names.serve(held());
    }
    ports.publish(endpoints.wayOut());
  }

  /** Whether the network made more of it than its device: maybe a way to others. */
  private boolean isMade(Endpoint endpoint) {
    return networks
        .byId(endpoint.network())
        .filter(network -> !network.choosesAddresses())
        .isPresent();
  }

  private Fd held() {
    var held = namespace;
    if (held == null) {
      throw new IllegalStateException("the namespace is its processes'");
    }
    return held;
  }

  /**
   * Takes on what an earlier engine made. That may have died while it changed something: what is
   * wished for now holds.
   */
  void adopt(SandboxRecord record, List<EndpointRequest> wished, Fd inside) {
    record.endpoints().forEach(kept -> endpoints.adopt(occupant, kept, wished, inside));
    ports.adopt(record.ports(), endpoints.wayOut());
    names.serve(inside);
  }

  /**
   * Joins it to another network while it runs.
   *
   * @param inside its namespace
   * @param ahead hears what it is going to be made of before anything of that is made: who notes it
   *     finds what there is to take away, however far this got
   */
  public void connect(EndpointRequest request, Fd inside, Consumer<SandboxRecord> ahead) {
    lock.lock();
    try (var stack = new SandboxStack(inside)) {
      var before = endpoints.all();
      var way = endpoints.wayOut();
      try {
        endpoints.add(occupant, request, inside, stack, one -> ahead.accept(with(one)));
        lead(way, stack);
        names.serve(inside);
      } catch (RuntimeException e) {
        undo(before, stack);
        throw e;
      }
      movePorts(way);
    } finally {
      lock.unlock();
    }
  }

  private SandboxRecord with(Endpoint planned) {
    var all = new ArrayList<>(endpoints.all());
    all.add(planned);
    return new SandboxRecord(all, ports.published());
  }

  private void undo(List<Endpoint> before, SandboxStack stack) {
    for (var endpoint : endpoints.all()) {
      if (!before.contains(endpoint)) {
        endpoints.release(endpoint, container(), Optional.of(stack));
      }
    }
  }

  private void lead(Optional<Endpoint> before, SandboxStack stack) {
    var now = endpoints.wayOut();
    if (!now.equals(before)) {
      stack.leadOutside(now.orElse(null), endpoints.all());
    }
  }

  private void movePorts(Optional<Endpoint> before) {
    var now = endpoints.wayOut();
    if (!now.equals(before)) {
      ports.withdraw();
      ports.publish(now);
    }
  }

  /**
   * Takes it off a network while it runs.
   *
   * @param network the network's id
   * @param inside its namespace; empty if its processes are gone
   * @return false if it is not on it
   */
  public boolean disconnect(String network, Optional<Fd> inside) {
    lock.lock();
    try {
      var found = endpoints.on(network);
      if (found.isEmpty()) {
        return false;
      }
      var way = endpoints.wayOut();
      if (inside.isPresent()) {
        try (var stack = new SandboxStack(inside.get())) {
          endpoints.release(found.get(), container(), Optional.of(stack));
          lead(way, stack);
        }
      } else {
        endpoints.release(found.get(), container(), Optional.empty());
      }
      movePorts(way);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The endpoint that leads to everything else; empty if there is none. */
  public Optional<Endpoint> gatewayEndpoint() {
    lock.lock();
    try {
      return endpoints.wayOut();
    } finally {
      lock.unlock();
    }
  }

  /** The container has another name. */
  public void rename(String name) {
    lock.lock();
    try {
      occupant = occupant.called(name);
      endpoints.rename(occupant);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Its processes have ended: gives back its ports, and says to its networks that it is about to
   * leave them.
   */
  public void retire() {
    for (var endpoint : endpoints()) {
      networks.byId(endpoint.network()).ifPresent(network -> network.expectLeave(occupant.id()));
    }
    ports.withdraw();
  }

  /**
   * Makes all its endpoints what is said, at once: how fast they are, what they may reach.
   *
   * @param options before what each endpoint's say
   * @param inside its namespace
   */
  public void change(Map<String, String> options, Fd inside) {
    lock.lock();
    try {
      endpoints.change(container(), options);
      names.serve(inside);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Leads more ports of the host into it.
   *
   * @throws NetworkException if a port is taken; then nothing has changed
   */
  public void publish(List<PortBinding> more) {
    lock.lock();
    try {
      ports.add(more, endpoints.wayOut());
    } finally {
      lock.unlock();
    }
  }

  /** Leads fewer ports of the host into it. */
  public void withdraw(List<PortBinding> fewer) {
    lock.lock();
    try {
      ports.remove(fewer);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes back what has just been {@linkplain #publish published} and {@linkplain #change changed}.
   *
   * @param published those ports
   * @param before what it was made of
   * @param inside its namespace
   */
  public void restore(List<PortBinding> published, SandboxRecord before, Fd inside) {
    lock.lock();
    try {
      ports.takeBack(published, before.ports());
      endpoints.restore(container(), before.endpoints());
      names.serve(inside);
    } finally {
      lock.unlock();
    }
  }

  /** Gives back all it has; its processes may live on, without a network. */
  public void release() {
    lock.lock();
    try {
      ports.withdraw();
      names.close();
      endpoints.abandon(container());
    } finally {
      hold();
      lock.unlock();
      networks.released(this);
    }
  }

  /** The engine closes: rules and devices stay, sockets of ours do not. */
  public void letGo() {
    ports.letGo();
    names.close();
    hold();
  }
}
