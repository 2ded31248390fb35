package dev.jug.engine.request;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.jug.network.EndpointRequest;
import dev.jug.oci.image.Healthcheck;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container to make. Start with {@link #builder}.
 *
 * @param image its root file system
 * @param process what runs in it
 * @param name null lets the engine choose one
 * @param hostname null for the short id
 * @param autoRemove whether it is removed when it ends ({@code --rm})
 * @param startsAtOnce whether whoever makes it starts it as well, as {@code jug run} does: should
 *     the engine die in between, nobody will ever start it, and it is removed
 * @param init whether a reaper runs as process 1 ({@code --init})
 * @param log what is kept of its output; null for what the engine says
 * @param resources limits
 * @param security what it may do
 * @param storage what is mounted into it
 * @param namespaces what it shares
 * @param limits limits of setrlimit(2)
 * @param devices devices of the host
 * @param sysctls kernel parameters of its namespaces
 * @param labels free-form metadata
 * @param stopSignal null for SIGTERM
 * @param stopTimeout seconds between the stop signal and SIGKILL; null for 10, −1 for ever
 * @param oomScoreAdj −1000 … 1000, null for 0
 * @param detachKeys keys that detach a client, null for Docker's {@code ctrl-p,ctrl-q}; only kept
 *     for doors
 * @param restart whether it is started again when it has ended, null for no
 * @param health how to see that it works, null for what the image says, or not at all
 * @param domainname NIS domain name, null for the machine's
 * @param groups more groups of its process, by name or number ({@code --group-add})
 * @param network how it is on its networks
 * @param fixedLimits limits that hold from its start to its end
 * @param deviceRules more devices that it may use: {@code TYPE MAJOR:MINOR ACCESS}, as devices.list
 *     of cgroup version 1 has them
 * @param annotations of its OCI specification
 * @param cgroupParent the cgroup that its own is made in; null for the engine's
 * @param pod which pod sandbox it is one of, null for none
 * @param runtime who makes it, by name; null for the usual one
 */
public record ContainerRequest(
    ContainerImage image,
    ProcessOptions process,
    @Nullable String name,
    @Nullable String hostname,
    boolean autoRemove,
    boolean startsAtOnce,
    boolean init,
    @JsonAlias("keepLog") @Nullable LogConfig log,
    ResourceOptions resources,
    SecurityOptions security,
    StorageOptions storage,
    NamespaceOptions namespaces,
    List<ResourceLimit> limits,
    List<DeviceMapping> devices,
    Map<String, String> sysctls,
    Map<String, String> labels,
    @Nullable String stopSignal,
    @Nullable Integer stopTimeout,
    @Nullable Integer oomScoreAdj,
    @Nullable String detachKeys,
    @Nullable RestartPolicy restart,
    @Nullable Healthcheck health,
    @Nullable String domainname,
    List<String> groups,
    NetworkOptions network,
    FixedLimits fixedLimits,
    List<String> deviceRules,
    Map<String, String> annotations,
    @Nullable String cgroupParent,
    @Nullable PodMember pod,
    @Nullable String runtime) {
  public ContainerRequest {
    limits = List.copyOf(limits);
    devices = List.copyOf(devices);
    sysctls = Map.copyOf(sysctls);
    labels = Map.copyOf(labels);
    groups = List.copyOf(Objects.requireNonNullElse(groups, List.of()));
    network = Objects.requireNonNullElse(network, NetworkOptions.NONE);
    fixedLimits = Objects.requireNonNullElse(fixedLimits, FixedLimits.NONE);
    deviceRules = List.copyOf(Objects.requireNonNullElse(deviceRules, List.of()));
    annotations = Map.copyOf(Objects.requireNonNullElse(annotations, Map.of()));
  }

  /** A request for a container that runs {@code command}, everything else as Docker has it. */
  public static ContainerRequestBuilder builder(ContainerImage image, List<String> command) {
    return new ContainerRequestBuilder(image, ProcessOptions.of(command));
  }

  /** A builder with all of this, for a container of another image. */
  public ContainerRequestBuilder toBuilder(ContainerImage other) {
    return new ContainerRequestBuilder(other, process)
        .name(name)
        .hostname(hostname)
        .autoRemove(autoRemove)
        .startsAtOnce(startsAtOnce)
        .init(init)
        .log(log)
        .resources(resources)
        .security(security)
        .storage(storage)
        .namespaces(namespaces)
        .limits(limits)
        .devices(devices)
        .sysctls(sysctls)
        .labels(labels)
        .stopSignal(stopSignal)
        .stopTimeout(stopTimeout)
        .oomScoreAdj(oomScoreAdj)
        .detachKeys(detachKeys)
        .restart(restart)
        .health(health)
        .domainname(domainname)
        .groups(groups)
        .network(network)
        .fixedLimits(fixedLimits)
        .deviceRules(deviceRules)
        .annotations(annotations)
        .cgroupParent(cgroupParent)
        .pod(pod)
        .runtime(runtime);
  }

  /** Whether it is started again when it has ended. */
  public RestartPolicy restartPolicy() {
    return Objects.requireNonNullElse(restart, RestartPolicy.NO);
  }

  /** The same on other networks. */
  public ContainerRequest on(List<EndpointRequest> endpoints) {
    return toBuilder(image).network(network.on(endpoints)).build();
  }

  /** The same as the user whose ids it keeps, if nobody says as whom; then the image does not. */
  public ContainerRequest asKept() {
    boolean said = process.user() != null && !process.user().isEmpty();
    return !said && namespaces.user() instanceof UserMode.KeepId keep && keep.uid() != null
        ? toBuilder(image).process(process.as(keep.user())).build()
        : this;
  }

  /** The image that it is made from, and those whose files it has besides. */
  public List<ContainerImage> images() {
    return Stream.concat(Stream.of(image), storage.images().stream().map(ImageMount::image))
        .toList();
  }

  /** What is kept of its output. */
  public LogConfig logConfig() {
    return Objects.requireNonNullElse(log, LogConfig.DEFAULT);
  }

  /** The same, but started as soon as it is made. */
  public ContainerRequest startingAtOnce() {
    return toBuilder(image).startsAtOnce(true).build();
  }
}
