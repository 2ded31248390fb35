package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A volume in the shape of {@code docker volume inspect}.
 *
 * @param created when it was made
 * @param driver who keeps it
 * @param labels free-form metadata, null for none
 * @param mountpoint where its files lie on this machine
 * @param name unique
 * @param options of the driver, null for none
 * @param scope {@code local}
 */
public record VolumeView(
    @JsonProperty("CreatedAt") String created,
    @JsonProperty("Driver") String driver,
    @JsonProperty("Labels") @Nullable Map<String, String> labels,
    @JsonProperty("Mountpoint") String mountpoint,
    @JsonProperty("Name") String name,
    @JsonProperty("Options") @Nullable Map<String, String> options,
    @JsonProperty("Scope") String scope) {}
