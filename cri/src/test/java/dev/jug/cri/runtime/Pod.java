package dev.jug.cri.runtime;

import dev.jug.cri.Kubelet;
import dev.jug.cri.Node;
import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.grpc.proto.ProtoException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A pod of a test's.
 *
 * @param node where it is
 * @param name its name
 * @param more of its PodSandboxConfig
 */
public record Pod(Node node, String name, Consumer<Draft> more) {
  public static Pod of(Node node, String name) {
    return new Pod(node, name, _ -> {});
  }

  private Kubelet kubelet() {
    return node.kubelet();
  }

  /** Where its containers' logs are. */
  public Path logs() {
    return node.logs(name);
  }

  void config(Draft out) {
    out.message(
            "metadata",
            metadata ->
                metadata.text("name", name).text("uid", "uid-" + name).text("namespace", "default"))
        .text("log_directory", logs().toString());
    more.accept(out);
  }

  /** Makes its sandbox, and gives its id. */
  public String run() {
    return text(
        kubelet().runtime("RunPodSandbox", in -> in.message("config", this::config)),
        "pod_sandbox_id");
  }

  /** The same, run by what a RuntimeClass names. */
  public String run(String handler) {
    return text(
        kubelet()
            .runtime(
                "RunPodSandbox",
                in -> in.message("config", this::config).text("runtime_handler", handler)),
        "pod_sandbox_id");
  }

  /** A container's config: a line for the shell. */
  public static Consumer<Draft> shell(String name, String line, Consumer<Draft> more) {
    return config -> {
      config
          .message("metadata", metadata -> metadata.text("name", name))
          .message("image", image -> image.text("image", "box:1"))
          .texts("command", List.of("sh", "-c"))
          .texts("args", List.of(line))
          .text("log_path", name + "/0.log");
      more.accept(config);
    };
  }

  public static Consumer<Draft> shell(String name, String line) {
    return shell(name, line, security(Pod::own));
  }

  /** What a configuration says of security. */
  public static Consumer<Draft> security(Consumer<Draft> context) {
    return config -> config.message("linux", linux -> linux.message("security_context", context));
  }

  /** What a configuration says of namespaces. */
  public static Consumer<Draft> namespaces(Consumer<Draft> options) {
    return security(context -> context.message("namespace_options", options));
  }

  /** Sees its own processes only, as containers of pods usually do. */
  static void own(Draft context) {
    context.message("namespace_options", options -> options.constant("pid", "CONTAINER"));
  }

  /** Makes a container. */
  public String create(String sandbox, Consumer<Draft> container) {
    var answer =
        kubelet()
            .runtime(
                "CreateContainer",
                in ->
                    in.text("pod_sandbox_id", sandbox)
                        .message("config", container)
                        .message("sandbox_config", this::config));
    return text(answer, "container_id");
  }

  public String start(String sandbox, Consumer<Draft> container) {
    var id = create(sandbox, container);
    kubelet().runtime("StartContainer", in -> in.text("container_id", id));
    return id;
  }

  /** The status of a container. */
  public Message status(String container) {
    try {
      return kubelet()
          .runtime("ContainerStatus", in -> in.text("container_id", container))
          .message("status");
    } catch (ProtoException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until it has ended, and gives its status. */
  public Message ended(String container) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < deadline) {
      var status = status(container);
      if (constant(status, "state").equals("CONTAINER_EXITED")) {
        return status;
      }
      pause();
    }
    throw new AssertionError("it does not end: " + container);
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What a container said, without times. */
  public String said(String name) {
    try {
      var text = new StringBuilder();
      for (var line : Files.readAllLines(logs().resolve(name + "/0.log"))) {
        text.append(line.split(" ", 4)[3]).append('\n');
      }
      return text.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs a line of the shell in a container that there is, and gives what it says. */
  public String exec(String container, String line) {
    try {
      var answer =
          kubelet()
              .runtime(
                  "ExecSync",
                  in ->
                      in.text("container_id", container)
                          .texts("cmd", List.of("sh", "-c", line))
                          .number("timeout", 10));
      return new String(answer.bytes("stdout"), StandardCharsets.UTF_8);
    } catch (ProtoException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until a program listens at a port. */
  public void listening(String container, int port) {
    var line = "while ! grep -q :%04X /proc/net/tcp*; do sleep 0.01; done";
    exec(container, line.formatted(port));
  }

  public static String text(Message message, String field) {
    try {
      return message.text(field);
    } catch (ProtoException e) {
      throw new AssertionError(e);
    }
  }

  public static String constant(Message message, String field) {
    try {
      return message.constant(field);
    } catch (ProtoException e) {
      throw new AssertionError(e);
    }
  }
}
