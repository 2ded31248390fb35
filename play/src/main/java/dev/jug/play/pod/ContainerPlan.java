package dev.jug.play.pod;

import dev.jug.engine.PodSandboxes;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.request.PodMember;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.PodSpec;
import dev.jug.kube.model.Resources;
import dev.jug.oci.image.Healthcheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the engine is asked for as a container of a pod.
 *
 * @param pods has the sandbox
 * @param sandbox of the pod
 * @param environments its variables
 * @param volumes of the pod
 */
record ContainerPlan(
    PodSandboxes pods, PodSandbox sandbox, Environments environments, PodVolumes volumes) {
  private static final Healthcheck NO_CHECK = new Healthcheck(List.of("NONE"), 0, 0, 0, 0, 0);
  private static final long PERIOD = 100_000;
  private static final long SHARES = 1024;
  private static final long LEAST_SHARES = 2;
  private static final long MILLI = 1000;

  /**
   * The request for one.
   *
   * @param attempt how often it was made before
   */
  ContainerRequest of(Container container, long attempt) {
    var spec = environments.facts().plan().spec();
    var variables = environments.of(container);
    var rights = new Rights(spec.securityContext(), container.securityContext());
    var storage = new StorageBuilder();
    volumes.mount(container, environments, variables, storage);
    return ContainerRequest.builder(new ContainerImage.Stored(container.image(), null), List.of())
        .process(process(container, variables, rights))
        .groups(rights.groups())
        .security(rights.options())
        .storage(storage.build())
        .resources(limits(container.resources()))
        .namespaces(namespaces())
        .network(NetworkOptions.NONE.withHosts(hosts(spec)))
        .stopTimeout((int) grace().toSeconds())
        .health(NO_CHECK)
        .pod(member(container, attempt))
        .build();
  }

  /** How long a container has from the beginning of its end. */
  Duration grace() {
    return environments.facts().plan().spec().terminationGracePeriod();
  }

  /** The pod's own name, and those that the manifest gives to others. */
  private List<String> hosts(PodSpec spec) {
    var own =
        sandbox.record().addresses().stream()
            .map(address -> sandbox.request().hostname() + ":" + address);
    var others =
        spec.hostAliases().stream()
            .flatMap(alias -> alias.hostnames().stream().map(name -> name + ":" + alias.ip()));
    return Stream.concat(own, others).toList();
  }

  private static ProcessOptions process(
      Container container, Map<String, String> variables, Rights rights) {
    var command = expanded(container.command(), variables);
    var terminal = container.terminal();
    return new ProcessOptions(
        command.isEmpty() ? null : command,
        expanded(container.args(), variables),
        variables.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList(),
        container.workingDir().orElse(null),
        rights.user(),
        terminal.tty(),
        terminal.stdin(),
        terminal.stdinOnce(),
        0,
        0);
  }

  private static List<String> expanded(List<String> words, Map<String, String> variables) {
    return words.stream().map(word -> Expansion.of(word, variables)).toList();
  }

  private static ResourceOptions limits(Resources resources) {
    var memory = resources.limits().get("memory");
    var cpu = resources.limits().get("cpu");
    var share = resources.requests().getOrDefault("cpu", cpu);
    return new ResourceOptions(
        memory == null ? null : memory.value(),
        memory == null ? null : memory.value(),
        null,
        null,
        share == null ? null : Math.max(LEAST_SHARES, share.milliValue() * SHARES / MILLI),
        cpu == null ? null : Math.max(MILLI, cpu.milliValue() * PERIOD / MILLI),
        cpu == null ? null : PERIOD,
        null,
        null,
        -1L);
  }

  private NamespaceOptions namespaces() {
    var defaults = NamespaceOptions.DEFAULT;
    var pid =
        switch (sandbox.processes()) {
          case CONTAINER -> new NamespaceMode.Private();
          case NODE -> new NamespaceMode.Host();
          case POD -> new NamespaceMode.OfContainer(pods.processes(sandbox));
        };
    return new NamespaceOptions(
        pid,
        defaults.ipc(),
        defaults.uts(),
        defaults.network(),
        defaults.user(),
        defaults.cgroup());
  }

  private PodMember member(Container container, long attempt) {
    return new PodMember(
        sandbox.id(), container.name(), attempt, container.image(), null, Map.of(), Map.of());
  }
}
