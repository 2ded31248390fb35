package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kubernetes itself, on one node whose runtime is an engine. */
final class Cluster implements AutoCloseable {
  /** What a command of the cluster may take, in seconds. */
  private static final int PATIENCE = 60;

  private static final int END = 30;

  private final Path folder;
  private final Node node;
  private final Jug jug;
  private final Process programs;

  private Cluster(Path folder, Node node, Jug jug, Process programs) {
    this.folder = folder;
    this.node = node;
    this.jug = jug;
    this.programs = programs;
  }

  /**
   * Starts it, and waits until the node is ready.
   *
   * @param folder for its files
   */
  static Cluster open(Path folder) {
    var node = new Node(folder);
    var jug = new Jug(node.within());
    var script = folder.resolve("cluster.sh");
    try (var in = Cluster.class.getResourceAsStream("cluster.sh")) {
      assertThat(in).isNotNull();
      Files.write(script, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var words = List.of("sh", script.toString(), folder.toString(), socket(jug), node.group());
    var cluster = new Cluster(folder, node, jug, jug.start(words));
    try {
      cluster.begin();
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void begin() throws IOException {
    startEngine();
    var archive = folder.resolve("box.tar").toString();
    var box = BusyboxRootfs.shared().toString();
    Jug.finish(jug.start(List.of("tar", "-cf", archive, "-C", box, ".")), new byte[0]).ok();
    jug.run("import", archive, "localhost/box:1").ok();
    assertThat(programs.inputReader().readLine()).isEqualTo("ready");
  }

  /** A kubelet does so a minute after the pods are gone. */
  private void removeSandboxes() throws IOException, InterruptedException {
    var kubelet = new Kubelet(Path.of(socket(jug)));
    for (var pod : kubelet.call("ListPodSandbox", _ -> {}).messages("items")) {
      var id = pod.text("id");
      kubelet.call("RemovePodSandbox", in -> in.text("pod_sandbox_id", id));
    }
  }

  private static String socket(Jug jug) {
    return jug.place().resolve("run/cri.sock").toString();
  }

  Jug jug() {
    return jug;
  }

  /** Starts the engine, again after it was killed. */
  void startEngine() {
    // What is in this machine's folder of plugins is none of this test's business.
    var none = folder.resolve("cni").toString();
    jug.run("engine", "start", "--cri", "unix://" + socket(jug), "--cni-conf-dir", none).ok();
  }

  /** Asks the API server. */
  Jug.Result kubectl(String... words) {
    return feed("", words);
  }

  /** The same, with an input. */
  Jug.Result feed(String input, String... words) {
    return Jug.finish(begin(words), input.getBytes(StandardCharsets.UTF_8), PATIENCE);
  }

  /** Does not wait for the end. */
  Process begin(String... words) {
    var command = new ArrayList<>(List.of("kubectl", "--kubeconfig", config()));
    command.addAll(List.of(words));
    return jug.start(command);
  }

  private String config() {
    return folder.resolve("kubeconfig").toString();
  }

  /** Where the kubelet looks for pods that no API server knows. */
  Path manifests() {
    return folder.resolve("manifests");
  }

  /** What a JSON path of {@code kubectl get} finds. */
  String get(String what, String path) {
    return kubectl("get", what, "-o", "jsonpath=" + path).text();
  }

  /** Takes all away that somebody has applied. */
  void clear() {
    kubectl("delete", "deployments,jobs,pods,configmaps,secrets", "--all", "--timeout=50s").ok();
    eventually(() -> assertThat(kubectl("get", "pods", "-o", "name").text()).isEmpty());
  }

  @Override
  public void close() {
    try (node) {
      programs.destroy();
      programs.waitFor(END, TimeUnit.SECONDS);
      programs.destroyForcibly();
      removeSandboxes();
      jug.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
