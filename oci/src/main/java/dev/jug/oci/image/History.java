package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a layer came to be (config.md, "history").
 *
 * @param created when, as RFC 3339 has it
 * @param author by whom
 * @param createdBy by what command
 * @param comment whatever its maker says
 * @param emptyLayer whether it has no layer
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record History(
    @Nullable String created,
    @Nullable String author,
    @JsonProperty("created_by") @Nullable String createdBy,
    @Nullable String comment,
    @JsonProperty("empty_layer") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean emptyLayer) {}
