package dev.jug.docker.container;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.isolation.Isolation;
import dev.jug.engine.request.DeviceRate;
import dev.jug.engine.request.FixedLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What few containers ask for.
 *
 * @param host how a container runs
 */
record SpecialBody(Fields host) {
  private static final long UNSET = -1;

  FixedLimits limits() {
    return new FixedLimits(
        swappiness(),
        host.flag("OomKillDisable"),
        host.limit("CpuRealtimePeriod"),
        host.limit("CpuRealtimeRuntime"),
        rates("BlkioWeightDevice", "Weight"),
        rates("BlkioDeviceReadBps", "Rate"),
        rates("BlkioDeviceWriteBps", "Rate"),
        rates("BlkioDeviceReadIOps", "Rate"),
        rates("BlkioDeviceWriteIOps", "Rate"));
  }

  /**
   * Those of a change.
   *
   * @throws Invalid if it has what a container has from its start to its end
   */
  FixedLimits rates() {
    var limits = limits();
    refuse(limits.swappiness() != null, "memory swappiness");
    refuse(limits.oomKillDisabled(), "the disabling of the OOM killer");
    refuse(orZero(limits.realtimePeriod()) != 0, "the real-time period");
    refuse(orZero(limits.realtimeRuntime()) != 0, "the real-time runtime");
    return limits;
  }

  private static void refuse(boolean asked, String what) {
    if (asked) {
      throw new Invalid(
          "Cannot update " + what + " of a container",
          "It is decided when the container is made: docker run has an option for it.");
    }
  }

  private static long orZero(@Nullable Long value) {
    return Objects.requireNonNullElse(value, 0L);
  }

  private @Nullable Long swappiness() {
    var asked = host.number("MemorySwappiness");
    return asked == null || asked == UNSET ? null : asked;
  }

  private List<DeviceRate> rates(String name, String field) {
    return host.objects(name).stream()
        .map(rate ->
            new DeviceRate(
                Path.of(rate.text("Path")), Objects.requireNonNullElse(rate.number(field), 0L)))
        .toList();
  }

  List<String> deviceRules() {
    return host.texts("DeviceCgroupRules");
  }

  Map<String, String> annotations() {
    return host.map("Annotations");
  }

  @Nullable String cgroupParent() {
    return host.textOrNull("CgroupParent");
  }

  @Nullable String runtime() {
    return host.textOrNull("Runtime");
  }

  Isolation isolation() {
    return Isolation.parse(host.text("Isolation"));
  }

  /**
   * What would be left out in silence is refused, in Docker's words for a daemon that lacks it.
   *
   * @throws Invalid if the body has such a thing
   */
  void refuseWhatIsNotHere() {
    if (!host.objects("DeviceRequests").isEmpty()) {
      throw new Invalid(
          "could not select device driver \"\" with capabilities: [[gpu]]",
          "There is no driver for GPUs here; --device shows single devices to a container.");
    }
    if (!Set.of("", "local").contains(host.text("VolumeDriver"))) {
      throw new NotFound("plugin \"" + host.text("VolumeDriver") + "\" not found", "");
    }
  }
}
