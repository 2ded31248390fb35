package dev.jug.oci.runtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the kernel orders the process's I/O (config.md, "Linux Process"; ioprio_set(2)).
 *
 * @param level class such as {@code IOPRIO_CLASS_BE}
 * @param priority 0 (first) … 7 within the class, null for 0
 */
public record IoPriority(@JsonProperty("class") String level, @Nullable Integer priority) {}
