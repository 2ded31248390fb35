package dev.jug.engine.volume;

import dev.jug.engine.request.DiskLimit;
import dev.jug.engine.request.VolumeRequest;
import dev.jug.engine.view.VolumeView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A directory that outlives containers: the content of its {@code volume.json}.
 *
 * @param version of this form, {@link #VERSION}
 * @param name unique
 * @param driver {@code local}
 * @param created when it was made
 * @param labels free-form metadata
 * @param options of the driver
 * @param anonymous whether nobody gave it a name
 */
public record Volume(
    int version,
    String name,
    String driver,
    Instant created,
    Map<String, String> labels,
    Map<String, String> options,
    boolean anonymous) {
  /** The form this engine writes. */
  public static final int VERSION = 1;

  /** The only driver. */
  public static final String LOCAL = "local";

  /** The label by which clients know volumes without a name. */
  public static final String ANONYMOUS_LABEL = "com.docker.volume.anonymous";

  public Volume {
    labels = Map.copyOf(Objects.requireNonNullElse(labels, Map.of()));
    options = Map.copyOf(Objects.requireNonNullElse(options, Map.of()));
  }

  /** What a request asks for. */
  static Volume of(VolumeRequest request, boolean anonymous, Instant now) {
    var labels = new TreeMap<>(request.labels());
    if (anonymous) {
      labels.put(ANONYMOUS_LABEL, "");
    }
    return new Volume(VERSION, request.name(), LOCAL, now, labels, request.options(), anonymous);
  }

  /** In the shape of {@code docker volume inspect}. */
  VolumeView view(String mountpoint) {
    return new VolumeView(
        created.truncatedTo(ChronoUnit.SECONDS).toString(),
        driver,
        unlessEmpty(labels),
        mountpoint,
        name,
        unlessEmpty(options),
        "local");
  }

  private static @Nullable Map<String, String> unlessEmpty(Map<String, String> map) {
    return map.isEmpty() ? null : new TreeMap<>(map);
  }

  /** Whether it may take only so much of the disk. */
  boolean isSized() {
    return DiskLimit.isIn(options);
  }

  /** Whether something is mounted on its directory while it is in use. */
  public boolean isMounted() {
    return options.containsKey(LocalDriver.DEVICE);
  }
}
