package dev.jug.docker.container;

import dev.jug.docker.json.Fields;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.engine.request.UserMode;
import dev.jug.engine.request.VolumeMount;
import dev.jug.engine.request.VolumesFrom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a container runs. */
record HostConfigBody(Fields fields) {

  boolean autoRemove() {
    return fields.flag("AutoRemove");
  }

  boolean init() {
    return fields.flag("Init");
  }

  /** Null for the engine's default. */
  @Nullable LogConfig log() {
    var log = fields.object("LogConfig");
    return LogConfig.ofAsked(log.textOrNull("Type"), log.map("Config"));
  }

  /** Zero means no limit, as everywhere in this API. */
  ResourceOptions resources() {
    return new ResourceOptions(
        fields.limit("Memory"),
        fields.limit("MemorySwap"),
        fields.limit("MemoryReservation"),
        fields.limit("NanoCpus"),
        fields.limit("CpuShares"),
        fields.limit("CpuQuota"),
        fields.limit("CpuPeriod"),
        fields.textOrNull("CpusetCpus"),
        fields.textOrNull("CpusetMems"),
        fields.limit("PidsLimit"),
        fields.smallNumber("BlkioWeight"));
  }

  SecurityOptions security() {
    return new SecurityOptions(
        fields.texts("CapAdd"),
        fields.texts("CapDrop"),
        fields.flag("Privileged"),
        fields.flag("ReadonlyRootfs"),
        fields.texts("SecurityOpt"));
  }

  /**
   * What is mounted.
   *
   * @param places of anonymous volumes, which the config has outside of this
   */
  StorageOptions storage(List<String> places) {
    var storage = new StorageBuilder().shmSize(fields.limit("ShmSize"));
    fields.texts("Binds").forEach(storage::line);
    fields
        .map("Tmpfs")
        .forEach((target, options) ->
            storage.add(TmpfsMount.parse(options.isEmpty() ? target : target + ":" + options)));
    fields.objects("Mounts").forEach(mount -> new MountBody(mount).addTo(storage));
    places.forEach(place -> storage.add(VolumeMount.at(place)));
    fields.texts("VolumesFrom").forEach(other -> storage.from(VolumesFrom.parse(other)));
    return storage.limit(fields.map("StorageOpt")).build();
  }

  NamespaceOptions namespaces() {
    return new NamespaceOptions(
        mode("PidMode"),
        mode("IpcMode"),
        mode("UTSMode"),
        network(),
        UserMode.parse(fields.text("UsernsMode")),
        mode("CgroupnsMode"));
  }

  private NamespaceMode mode(String field) {
    return NamespaceMode.parse(fields.text(field));
  }

  private NamespaceMode network() {
    return NamespaceMode.parseNetwork(fields.text("NetworkMode"));
  }

  List<ResourceLimit> limits() {
    return fields.objects("Ulimits").stream()
        .map(limit ->
            new ResourceLimit(
                limit.text("Name"), orZero(limit.number("Soft")), orZero(limit.number("Hard"))))
        .toList();
  }

  private static long orZero(@Nullable Long value) {
    return Objects.requireNonNullElse(value, 0L);
  }

  List<DeviceMapping> devices() {
    return fields.objects("Devices").stream().map(HostConfigBody::device).toList();
  }

  private static DeviceMapping device(Fields device) {
    var access = device.text("CgroupPermissions");
    return DeviceMapping.parse(
        device.text("PathOnHost")
            + ":"
            + device.text("PathInContainer")
            + ":"
            + (access.isEmpty() ? "rwm" : access));
  }

  /** Null if it is not said. */
  @Nullable RestartPolicy restart() {
    var policy = fields.object("RestartPolicy");
    var retries = policy.smallNumber("MaximumRetryCount");
    return policy.text("Name").isEmpty()
        ? null
        : RestartPolicy.of(policy.text("Name"), retries == null ? 0 : retries);
  }

  Map<String, String> sysctls() {
    return fields.map("Sysctls");
  }

  @Nullable Integer oomScoreAdj() {
    var score = fields.smallNumber("OomScoreAdj");
    return score == null || score == 0 ? null : score;
  }
}
