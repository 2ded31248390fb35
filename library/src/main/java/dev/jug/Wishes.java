package dev.jug;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ByteSize;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortBinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been said about a container so far, before it is the engine's records. */
final class Wishes {
  private static final double BILLION = 1e9;

  private final List<String> command = new ArrayList<>();
  private final List<String> environment = new ArrayList<>();
  private final Map<String, String> labels = new HashMap<>();
  private final List<String> mounts = new ArrayList<>();
  private final List<String> memories = new ArrayList<>();
  private final List<PortBinding> ports = new ArrayList<>();
  private NamespaceMode network = NamespaceMode.parseNetwork("");
  private @Nullable List<String> entrypoint;
  private @Nullable String workdir;
  private @Nullable String user;
  private @Nullable Long memory;
  private @Nullable Long nanoCpus;
  private @Nullable Long pids;
  private boolean readOnly;

  void command(String... words) {
    command.clear();
    command.addAll(List.of(words));
  }

  void entrypoint(String... words) {
    entrypoint = List.of(words);
  }

  void env(String name, String value) {
    environment.add(name + "=" + value);
  }

  void workdir(String path) {
    workdir = path;
  }

  void user(String text) {
    user = text;
  }

  void label(String name, String value) {
    labels.put(name, value);
  }

  void mount(String text) {
    new StorageBuilder().line(text);
    mounts.add(text);
  }

  void tmpfs(String target) {
    memories.add(target);
  }

  void memory(String size) {
    memory = ByteSize.parse(size);
  }

  void cpus(double count) {
    if (!(count > 0)) {
      throw new Invalid("no container runs on " + count + " processors", "Say more than 0.");
    }
    nanoCpus = Math.round(count * BILLION);
  }

  void pids(long count) {
    pids = count;
  }

  void network(String text) {
    network = NamespaceMode.parseNetwork(text);
  }

  void publish(int hostPort, int port) {
    ports.add(new PortBinding(ContainerPort.parse(port + "/tcp"), null, hostPort, hostPort));
  }

  void readOnly() {
    readOnly = true;
  }

  /** All of it, and what nobody said as {@code docker run} has it. */
  ContainerRequestBuilder request(ContainerImage image, boolean reads) {
    return ContainerRequest.builder(image, command)
        .process(process(reads))
        .labels(Map.copyOf(labels))
        .storage(storage().build())
        .resources(resources())
        .security(new SecurityOptions(List.of(), List.of(), false, readOnly, List.of()))
        .namespaces(namespaces())
        .network(published());
  }

  private ProcessOptions process(boolean reads) {
    return new ProcessOptions(
        entrypoint, command, environment, workdir, user, false, reads, reads, 0, 0);
  }

  private StorageBuilder storage() {
    var storage = new StorageBuilder();
    mounts.forEach(storage::line);
    memories.forEach(target -> storage.add(new TmpfsMount(target, List.of())));
    return storage;
  }

  private ResourceOptions resources() {
    return new ResourceOptions(
        memory, null, null, nanoCpus, null, null, null, null, null, pids, null);
  }

  private NamespaceOptions namespaces() {
    var usual = NamespaceOptions.DEFAULT;
    return new NamespaceOptions(
        usual.pid(), usual.ipc(), usual.uts(), network, usual.user(), usual.cgroup());
  }

  private NetworkOptions published() {
    return NetworkOptions.NONE.publishing(ports, List.of());
  }
}
