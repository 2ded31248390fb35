package dev.jug.engine.request;

import dev.jug.oci.image.Healthcheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ContainerRequest}; what is not said is as Docker has it. */
public final class ContainerRequestBuilder {
  private final ContainerImage image;
  private ProcessOptions process;
  private @Nullable String name;
  private @Nullable String hostname;
  private boolean autoRemove;
  private boolean startsAtOnce;
  private boolean init;
  private @Nullable LogConfig log;
  private ResourceOptions resources = ResourceOptions.NONE;
  private SecurityOptions security = SecurityOptions.DEFAULT;
  private StorageOptions storage = StorageOptions.NONE;
  private NamespaceOptions namespaces = NamespaceOptions.DEFAULT;
  private List<ResourceLimit> limits = List.of();
  private List<DeviceMapping> devices = List.of();
  private Map<String, String> sysctls = Map.of();
  private Map<String, String> labels = Map.of();
  private @Nullable String stopSignal;
  private @Nullable Integer stopTimeout;
  private @Nullable Integer oomScoreAdj;
  private @Nullable String detachKeys;
  private @Nullable RestartPolicy restart;
  private @Nullable Healthcheck health;
  private @Nullable String domainname;
  private List<String> groups = List.of();
  private NetworkOptions network = NetworkOptions.NONE;
  private FixedLimits fixedLimits = FixedLimits.NONE;
  private List<String> deviceRules = List.of();
  private Map<String, String> annotations = Map.of();
  private @Nullable String cgroupParent;
  private @Nullable PodMember pod;
  private @Nullable String runtime;

  ContainerRequestBuilder(ContainerImage image, ProcessOptions process) {
    this.image = image;
    this.process = process;
  }

  /** What runs, in full. */
  public ContainerRequestBuilder process(ProcessOptions value) {
    process = value;
    return this;
  }

  /** Its name. */
  public ContainerRequestBuilder name(@Nullable String value) {
    name = value;
    return this;
  }

  /** Its host name. */
  public ContainerRequestBuilder hostname(@Nullable String value) {
    hostname = value;
    return this;
  }

  /** Whether it is removed when it ends. */
  public ContainerRequestBuilder autoRemove(boolean value) {
    autoRemove = value;
    return this;
  }

  /** Whether it is started as soon as it is made. */
  public ContainerRequestBuilder startsAtOnce(boolean value) {
    startsAtOnce = value;
    return this;
  }

  /** Whether a reaper runs as process 1. */
  public ContainerRequestBuilder init(boolean value) {
    init = value;
    return this;
  }

  /** What is kept of its output. */
  public ContainerRequestBuilder log(@Nullable LogConfig value) {
    log = value;
    return this;
  }

  /** Its limits. */
  public ContainerRequestBuilder resources(ResourceOptions value) {
    resources = value;
    return this;
  }

  /** What it may do. */
  public ContainerRequestBuilder security(SecurityOptions value) {
    security = value;
    return this;
  }

  /** What is mounted into it. */
  public ContainerRequestBuilder storage(StorageOptions value) {
    storage = value;
    return this;
  }

  /** What it shares. */
  public ContainerRequestBuilder namespaces(NamespaceOptions value) {
    namespaces = value;
    return this;
  }

  /** Limits of setrlimit(2). */
  public ContainerRequestBuilder limits(List<ResourceLimit> value) {
    limits = value;
    return this;
  }

  /** Devices of the host. */
  public ContainerRequestBuilder devices(List<DeviceMapping> value) {
    devices = value;
    return this;
  }

  /** Kernel parameters of its namespaces. */
  public ContainerRequestBuilder sysctls(Map<String, String> value) {
    sysctls = value;
    return this;
  }

  /** Free-form metadata. */
  public ContainerRequestBuilder labels(Map<String, String> value) {
    labels = value;
    return this;
  }

  /** The signal that asks it to end. */
  public ContainerRequestBuilder stopSignal(@Nullable String value) {
    stopSignal = value;
    return this;
  }

  /** Seconds from the stop signal to SIGKILL. */
  public ContainerRequestBuilder stopTimeout(@Nullable Integer value) {
    stopTimeout = value;
    return this;
  }

  /** How likely the kernel picks it when memory is short. */
  public ContainerRequestBuilder oomScoreAdj(@Nullable Integer value) {
    oomScoreAdj = value;
    return this;
  }

  /** Keys that detach a client. */
  public ContainerRequestBuilder detachKeys(@Nullable String value) {
    detachKeys = value;
    return this;
  }

  /** Whether it is started again when it has ended. */
  public ContainerRequestBuilder restart(@Nullable RestartPolicy value) {
    restart = value;
    return this;
  }

  /** How to see that it works. */
  public ContainerRequestBuilder health(@Nullable Healthcheck value) {
    health = value;
    return this;
  }

  /** Its NIS domain name. */
  public ContainerRequestBuilder domainname(@Nullable String value) {
    domainname = value;
    return this;
  }

  /** More groups of its process. */
  public ContainerRequestBuilder groups(List<String> value) {
    groups = value;
    return this;
  }

  /** How it is on its networks. */
  public ContainerRequestBuilder network(NetworkOptions value) {
    network = value;
    return this;
  }

  /** Limits that hold from its start to its end. */
  public ContainerRequestBuilder fixedLimits(FixedLimits value) {
    fixedLimits = value;
    return this;
  }

  /** More devices that it may use. */
  public ContainerRequestBuilder deviceRules(List<String> value) {
    deviceRules = value;
    return this;
  }

  /** Annotations of its OCI specification. */
  public ContainerRequestBuilder annotations(Map<String, String> value) {
    annotations = value;
    return this;
  }

  /** The cgroup that its own is made in. */
  public ContainerRequestBuilder cgroupParent(@Nullable String value) {
    cgroupParent = value;
    return this;
  }

  /** The pod sandbox it is one of. */
  public ContainerRequestBuilder pod(@Nullable PodMember value) {
    pod = value;
    return this;
  }

  /** Who makes it, by name; null for the usual one. */
  public ContainerRequestBuilder runtime(@Nullable String value) {
    runtime = value;
    return this;
  }

  /** The request. */
  public ContainerRequest build() {
    return new ContainerRequest(
        image,
        process,
        name,
        hostname,
        autoRemove,
        startsAtOnce,
        init,
        log,
        resources,
        security,
        storage,
        namespaces,
        limits,
        devices,
        sysctls,
        labels,
        stopSignal,
        stopTimeout,
        oomScoreAdj,
        detachKeys,
        restart,
        health,
        domainname,
        groups,
        network,
        fixedLimits,
        deviceRules,
        annotations,
        cgroupParent,
        pod,
        runtime);
  }
}
