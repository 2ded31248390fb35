package dev.jug.engine.learn;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.linux.cap.Capability;
import dev.jug.oci.runtime.Seccomp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a container needed.
 *
 * @param calls names of system calls that it made
 * @param refusing a filter that lets those through and refuses others
 * @param logging a filter that lets more through, and has the kernel log that
 * @param allowed how many calls the built-in filter lets through, of which those are a part
 * @param capabilities those that it used or may have used, and by what that is known
 * @param destinations whom it called, as {@code --egress} has them
 * @param sockets whether it made any socket of the internet's
 */
public record Learned(
    Set<String> calls,
    Seccomp refusing,
    Seccomp logging,
    int allowed,
    Map<Capability, String> capabilities,
    List<String> destinations,
    boolean sockets) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
          .build();

  /**
   * The filter for {@code --security-opt seccomp=FILE}.
   *
   * @param refuse whether other calls fail; otherwise the kernel logs them
   */
  public String profile(boolean refuse) {
    return JSON.writeValueAsString(refuse ? refusing : logging) + "\n";
  }

  /** Options besides the filter that leave it no more than it needed. */
  public List<String> options() {
    var options = new ArrayList<>(List.of("--cap-drop", "ALL"));
    for (var capability : capabilities.keySet()) {
      options.addAll(List.of("--cap-add", capability.name()));
    }
    return options;
  }

  /** The same for its network, if it is on one. */
  public List<String> networkOptions() {
    if (!sockets) {
      return List.of("--network", "none");
    }
    return destinations.isEmpty()
        ? List.of("--egress", "none")
        : destinations.stream().flatMap(rule -> Stream.of("--egress", rule)).toList();
  }
}
