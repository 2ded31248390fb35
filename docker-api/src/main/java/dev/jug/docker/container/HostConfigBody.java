package dev.jug.docker.container;

import dev.jug.docker.json.Fields;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.TmpfsMount;
import java.util.ArrayList;
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
        fields.limit("PidsLimit"));
  }

  SecurityOptions security() {
    return new SecurityOptions(
        fields.texts("CapAdd"),
        fields.texts("CapDrop"),
        fields.flag("Privileged"),
        fields.flag("ReadonlyRootfs"),
        fields.texts("SecurityOpt"));
  }

  StorageOptions storage() {
    var binds = new ArrayList<>(fields.texts("Binds").stream().map(BindMount::parse).toList());
    var tmpfs = new ArrayList<TmpfsMount>();
    fields
        .map("Tmpfs")
        .forEach((target, options) ->
            tmpfs.add(TmpfsMount.parse(options.isEmpty() ? target : target + ":" + options)));
    for (var mount : fields.objects("Mounts")) {
      new MountBody(mount).addTo(binds, tmpfs);
    }
    return new StorageOptions(binds, tmpfs, fields.limit("ShmSize"));
  }

  NamespaceOptions namespaces() {
    return new NamespaceOptions(
        mode("PidMode"),
        mode("IpcMode"),
        mode("UTSMode"),
        network(),
        mode("UsernsMode"),
        mode("CgroupnsMode"));
  }

  private NamespaceMode mode(String field) {
    return NamespaceMode.parse(fields.text(field));
  }

  /** Who does not choose a network gets what there is: a loopback. */
  private NamespaceMode network() {
    var mode = fields.text("NetworkMode");
    return NamespaceMode.parse(mode.equals("bridge") ? "" : mode);
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

  List<String> warnings() {
    var warnings = new ArrayList<String>();
    if (!fields.object("PortBindings").names().isEmpty() || fields.flag("PublishAllPorts")) {
      warnings.add(
          "ports are not published: a container has a loopback of its own, or the host's network");
    }
    return warnings;
  }
}
