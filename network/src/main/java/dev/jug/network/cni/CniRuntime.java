package dev.jug.network.cni;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.linux.SysException;
import dev.jug.linux.proc.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Has plugins called, in the order that the operations want (CNI specification 1.0, Execution of
 * Network Configurations). Keeps nothing: the result of an addition is the caller's, who hands it
 * in again.
 *
 * @param programs the folders that plugins are looked for in
 * @param longest how long one of them may take
 */
public record CniRuntime(List<Path> programs, Duration longest) {
  /** Plugins call iptables and others by their names. */
  private static final String SEARCHED =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** What a call asks for. */
  private enum Operation {
    ADD,
    DEL,
    CHECK
  }

  public CniRuntime {
    programs = List.copyOf(programs);
  }

  /** Those of the usual folders, which may take a minute. */
  public static CniRuntime usual() {
    var folders = List.of(Path.of("/opt/cni/bin"), Path.of("/usr/lib/cni"));
    return new CniRuntime(folders, Duration.ofMinutes(1));
  }

  /**
   * Brings a container on a network.
   *
   * @return what the last plugin says is made
   * @throws CniException if a plugin fails; what others have made stays until {@link #delete}
   */
  public CniResult add(CniConfiguration configuration, CniAttachment attachment) {
    JsonNode previous = MissingNode.getInstance();
    for (var plugin : configuration.plugins()) {
      var output = call(Operation.ADD, configuration, plugin, attachment, previous);
      previous = read(plugin, output).json();
    }
    return CniResult.of(previous);
  }

  private static CniResult read(CniPlugin plugin, String output) {
    try {
      return CniResult.read(output);
    } catch (CniException e) {
      throw new CniException(what(Operation.ADD, plugin), e.error());
    }
  }

  /**
   * Takes a container off a network, whatever there is left of it there.
   *
   * @param result of the addition; empty if there was none
   * @throws CniException if a plugin fails; it may be asked again
   */
  public void delete(
      CniConfiguration configuration, CniAttachment attachment, Optional<CniResult> result) {
    for (var plugin : configuration.plugins().reversed()) {
      call(Operation.DEL, configuration, plugin, attachment, json(result));
    }
  }

  /**
   * Looks whether all is as plugins made it; does nothing where the configuration has no such
   * operation.
   *
   * @throws CniException if a plugin says that it is not
   */
  public void check(CniConfiguration configuration, CniAttachment attachment, CniResult result) {
    if (configuration.isChecked()) {
      for (var plugin : configuration.plugins()) {
        call(Operation.CHECK, configuration, plugin, attachment, result.json());
      }
    }
  }

  private static JsonNode json(Optional<CniResult> result) {
    return result.<JsonNode>map(CniResult::json).orElseGet(MissingNode::getInstance);
  }

  private static String what(Operation operation, CniPlugin plugin) {
    return "plugin " + plugin.type() + " failed to " + operation;
  }

  private String call(
      Operation operation,
      CniConfiguration configuration,
      CniPlugin plugin,
      CniAttachment attachment,
      JsonNode previous) {
    var input = plugin.input(configuration, attachment, previous).toString().getBytes(UTF_8);
    var program = new Filter(find(plugin.type()), List.of(), environment(operation, attachment));
    try {
      var result = program.run(input, CniJson.LARGEST, longest);
      if (result.status() != 0) {
        throw new CniException(
            what(operation, plugin), CniError.read(result.output(), result.status()));
      }
      return result.output();
    } catch (SysException e) {
      throw new CniException(what(operation, plugin) + ": " + e.getMessage(), e);
    }
  }

  private Map<String, String> environment(Operation operation, CniAttachment attachment) {
    var environment = new HashMap<String, String>();
    environment.put("CNI_COMMAND", operation.name());
    environment.put("CNI_CONTAINERID", attachment.container());
    environment.put("CNI_NETNS", attachment.namespace().map(Path::toString).orElse(""));
    environment.put("CNI_IFNAME", attachment.device());
    environment.put(
        "CNI_PATH", programs.stream().map(Path::toString).collect(Collectors.joining(":")));
    environment.put("PATH", SEARCHED);
    attachment.arguments().ifPresent(words -> environment.put("CNI_ARGS", words));
    return environment;
  }

  /**
   * Where a plugin is.
   *
   * @throws CniException if it is in no folder
   */
  public Path find(String type) {
    return programs.stream()
        .map(folder -> folder.resolve(type))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new CniException(
                "there is no plugin "
                    + type
                    + " in "
                    + programs.stream().map(Path::toString).collect(Collectors.joining(" or "))));
  }
}
