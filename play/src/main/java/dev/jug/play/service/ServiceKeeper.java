package dev.jug.play.service;

import dev.jug.engine.PodSandboxes;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.pod.PodRequest;
import dev.jug.engine.pod.PodRequest.Identity;
import dev.jug.engine.pod.PodRequest.Processes;
import dev.jug.engine.pod.PodRequest.Sharing;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.kube.model.Service;
import dev.jug.kube.model.Service.ServicePort;
import dev.jug.network.EndpointRequest;
import dev.jug.network.balance.SharedPort;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortBinding;
import dev.jug.network.port.Protocol;
import dev.jug.play.pod.PodPlan;
import dev.jug.play.pod.PodWorker;
import dev.jug.play.pod.SandboxPlan;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps services: each is a pod sandbox without containers, whose network namespace has the
 * service's names and address, and rules that lead on to the pods that are ready. Kept by one
 * thread, and looked at by any.
 */
public final class ServiceKeeper {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int LAST_NODE_PORT = 32_767;
  private static final Map<String, String> FORWARDING =
      Map.of(
          "net.ipv4.ip_forward", "1",
          "net.ipv4.conf.all.send_redirects", "0",
          "net.ipv4.conf.eth0.send_redirects", "0");

  private final PodSandboxes pods;
  private final Map<String, List<SharedPort>> shared = new ConcurrentHashMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  public ServiceKeeper(PodSandboxes pods) {
    this.pods = pods;
  }

  /** Whether a sandbox is a service's. */
  public static boolean isOne(PodSandbox sandbox) {
    return PodPlan.isOurs(sandbox) && PodPlan.owner(sandbox).startsWith("Service/");
  }

  /** The sandbox of a service. */
  public Optional<PodSandbox> find(String owner) {
    return pods.all().stream()
        .filter(sandbox -> isOne(sandbox) && PodPlan.owner(sandbox).equals(owner))
        .findFirst();
  }

  /** Removes those that are not to be. */
  public void removeOthers(Collection<String> owners) {
    troubles.keySet().retainAll(owners);
    pods.all().stream()
        .filter(sandbox -> isOne(sandbox) && !owners.contains(PodPlan.owner(sandbox)))
        .toList()
        .forEach(this::remove);
  }

  private void remove(PodSandbox sandbox) {
    shared.remove(sandbox.id());
    pods.remove(sandbox);
  }

  /** What is wrong with a service; empty if nothing. */
  public String trouble(String owner) {
    return troubles.getOrDefault(owner, "");
  }

  /**
   * Makes a service what it is to be, and has it lead to these pods.
   *
   * @return whether that went well; if not, {@link #trouble} says why
   */
  public boolean keep(String owner, int revision, Service service, List<PodWorker> workers) {
    try {
      lead(owner, revision, service, workers);
      troubles.remove(owner);
      return true;
    } catch (EngineException e) {
      troubles.put(owner, e.getMessage());
      return false;
    }
  }

  private void lead(String owner, int revision, Service service, List<PodWorker> workers) {
    var sandbox = current(owner, revision, service);
    var wanted = wanted(service, workers);
    if (!wanted.equals(shared.get(sandbox.id()))) {
      sandbox.balance(wanted);
      shared.put(sandbox.id(), wanted);
    }
  }

  private static List<SharedPort> wanted(Service service, List<PodWorker> workers) {
    return service.ports().stream().map(port -> shared(port, service, workers)).toList();
  }

  /** Whether it is what it is to be. */
  public boolean isKept(String owner, int revision, Service service, List<PodWorker> workers) {
    return find(owner)
        .filter(sandbox -> PodPlan.revision(sandbox) == revision)
        .filter(sandbox -> wanted(service, workers).equals(shared.get(sandbox.id())))
        .isPresent();
  }

  /** One of another version goes, and the next one has its address. */
  private PodSandbox current(String owner, int revision, Service service) {
    var there = find(owner);
    if (there.isPresent() && there.get().isReady() && PodPlan.revision(there.get()) == revision) {
      return there.get();
    }
    var address =
        there
            .flatMap(sandbox -> sandbox.record().addresses().stream().findFirst())
            .map(InetAddress::ofLiteral)
            .orElse(null);
    there.ifPresent(this::remove);
    return pods.run(request(owner, revision, service, address));
  }

  private static PodRequest request(
      String owner, int revision, Service service, @Nullable InetAddress address) {
    var name = service.metadata().name();
    var aliases = HeadlessNames.full(name).toList();
    return new PodRequest(
        new Identity(name, UUID.randomUUID().toString(), PodPlan.NAMESPACE, 0),
        "",
        null,
        null,
        service.type() == Service.Type.CLUSTER_IP ? List.of() : nodePorts(service),
        service.metadata().labels(),
        PodPlan.annotations(owner, revision, service.metadata().annotations()),
        null,
        FORWARDING,
        new Sharing(false, true, Processes.CONTAINER),
        "",
        new EndpointRequest(
            SandboxPlan.NETWORK, aliases, address, null, null, List.of(), Map.of(), 0));
  }

  private static List<PortBinding> nodePorts(Service service) {
    return service.ports().stream()
        .map(port ->
            new PortBinding(
                new ContainerPort(port.port(), protocol(port)),
                null,
                port.nodePort().orElse(FIRST_NODE_PORT),
                port.nodePort().orElse(LAST_NODE_PORT)))
        .toList();
  }

  private static Protocol protocol(ServicePort port) {
    return Protocol.valueOf(port.protocol().name());
  }

  private static SharedPort shared(ServicePort port, Service service, List<PodWorker> workers) {
    var targets = new Targets(port.targetPort());
    var takers =
        workers.stream()
            .filter(worker -> isReadyFor(service, worker))
            .flatMap(worker -> targets.of(worker.plan(), worker.status().address()))
            .sorted(Targets.ORDER)
            .toList();
    return new SharedPort(protocol(port), port.port(), takers, service.affinity());
  }

  /** Whether connections to a service may go to a pod. */
  static boolean isReadyFor(Service service, PodWorker worker) {
    var labels = worker.plan().metadata().labels().entrySet();
    return worker.status().ready() && labels.containsAll(service.selector().entrySet());
  }
}
