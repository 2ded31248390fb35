package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.oci.image.Healthcheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a container: Docker's {@code Config}.
 *
 * @param hostname its host name
 * @param domainname its NIS domain name, empty for the machine's
 * @param user as it was asked for, empty for root
 * @param tty whether it has a terminal
 * @param openStdin whether clients can write to its input
 * @param stdinOnce whether the input ends with the client that wrote it
 * @param env {@code NAME=VALUE}, all of it
 * @param cmd the command
 * @param image what its root file system is
 * @param volumes places of volumes that only a place was named for
 * @param workingDir working directory
 * @param entrypoint comes before the command, null for none
 * @param labels free-form metadata
 * @param stopSignal the signal that asks it to end
 * @param stopTimeout seconds from that to SIGKILL, null for the default
 * @param exposedPorts ports that something in it may listen at; the values are empty
 * @param healthcheck how to see that it works, null if there is no way
 */
public record ConfigView(
    @JsonProperty("Hostname") String hostname,
    @JsonProperty("Domainname") String domainname,
    @JsonProperty("User") String user,
    @JsonProperty("Tty") boolean tty,
    @JsonProperty("OpenStdin") boolean openStdin,
    @JsonProperty("StdinOnce") boolean stdinOnce,
    @JsonProperty("Env") List<String> env,
    @JsonProperty("Cmd") List<String> cmd,
    @JsonProperty("Image") String image,
    @JsonProperty("Volumes") Map<String, Map<String, String>> volumes,
    @JsonProperty("WorkingDir") String workingDir,
    @JsonProperty("Entrypoint") @Nullable List<String> entrypoint,
    @JsonProperty("Labels") Map<String, String> labels,
    @JsonProperty("StopSignal") String stopSignal,
    @JsonProperty("StopTimeout") @Nullable Integer stopTimeout,
    @JsonProperty("ExposedPorts") Map<String, Map<String, String>> exposedPorts,
    @JsonProperty("Healthcheck") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Healthcheck healthcheck) {}
