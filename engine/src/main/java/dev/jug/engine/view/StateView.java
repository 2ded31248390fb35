package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * How a container is.
 *
 * @param status where it is in its life
 * @param running whether its process runs
 * @param pid the process id on the host, 0 if it does not run
 * @param exitCode of the last run
 * @param oomKilled whether the kernel killed a process of it for want of memory
 * @param error why it could not be started, or what else went wrong; empty if nothing did
 * @param startedAt start of the last run, {@link Instant#EPOCH} if there was none
 * @param finishedAt end of the last run, {@link Instant#EPOCH} if there was none
 */
public record StateView(
    @JsonProperty("Status") ContainerStatus status,
    @JsonProperty("Running") boolean running,
    @JsonProperty("Pid") int pid,
    @JsonProperty("ExitCode") int exitCode,
    @JsonProperty("OOMKilled") boolean oomKilled,
    @JsonProperty("Error") String error,
    @JsonProperty("StartedAt") Instant startedAt,
    @JsonProperty("FinishedAt") Instant finishedAt) {}
