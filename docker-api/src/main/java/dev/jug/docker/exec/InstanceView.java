package dev.jug.docker.exec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exec instance: the schema {@code ExecInspectResponse}. */
record InstanceView(
    @JsonProperty("ID") String id,
    @JsonProperty("Running") boolean running,
    @JsonProperty("ExitCode") @Nullable Integer exitCode,
    @JsonProperty("ProcessConfig") ProcessConfig process,
    @JsonProperty("OpenStdin") boolean openStdin,
    @JsonProperty("OpenStderr") boolean openStderr,
    @JsonProperty("OpenStdout") boolean openStdout,
    @JsonProperty("CanRemove") boolean canRemove,
    @JsonProperty("ContainerID") String containerId,
    @JsonProperty("DetachKeys") String detachKeys,
    @JsonProperty("Pid") int pid) {

  /** What runs. */
  record ProcessConfig(
      @JsonProperty("tty") boolean tty,
      @JsonProperty("entrypoint") String entrypoint,
      @JsonProperty("arguments") List<String> arguments,
      @JsonProperty("privileged") boolean privileged,
      @JsonProperty("user") String user) {}

  static InstanceView of(Instance instance) {
    var request = instance.request();
    var command = request.command();
    return new InstanceView(
        instance.id(),
        instance.isRunning(),
        instance.exitCode(),
        new ProcessConfig(
            request.terminal(),
            command.getFirst(),
            command.subList(1, command.size()),
            request.privileged(),
            request.user() == null ? "" : request.user()),
        request.stdin(),
        true,
        true,
        false,
        instance.container().id(),
        "",
        instance.pid());
  }
}
