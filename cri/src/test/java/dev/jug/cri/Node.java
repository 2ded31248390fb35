package dev.jug.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.Engine;
import dev.jug.engine.EngineConfig;
import dev.jug.engine.settings.CriSettings;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.image.FilesImport;
import dev.jug.image.registry.Registries;
import dev.jug.image.sign.PolicyFile;
import dev.jug.linux.fs.Tree;
import dev.jug.oci.image.Reference;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An engine with its door for kubelets, and a kubelet; it has an image {@code box:1}. As the
 * extension of a class it is there for all of its tests, and empty after each.
 */
@SuppressWarnings("exports") // Only tests see it.
public final class Node
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
  private final String said;
  private Path directory;
  private EngineConfig config;
  private Engine engine;
  private Cri cri;
  private Kubelet kubelet;

  /** One that is told nothing. */
  public Node() {
    this("{}");
  }

  /** One that is told what would be in its configuration. */
  public Node(String said) {
    this.said = said;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    open();
  }

  /** Makes it. */
  public void open() throws IOException {
    directory = Files.createTempDirectory(Path.of("/run"), "cri");
    Files.createDirectory(configurations());
    config =
        new EngineConfig(
            directory.resolve("s"), directory.resolve("r"), null, PolicyFile.SYSTEM, settings());
    begin();
    importBox();
  }

  private void begin() throws IOException {
    var launcher = Path.of(System.getProperty("jug.root"), "native/build/jug-launcher");
    engine = Engine.open(config, launcher, 0);
    var registries = engine.settings().registries().defaults();
    cri =
        Cri.open(
            engine,
            credentials -> Registries.of(Map.of(), credentials, registries),
            "test",
            new CriSettings(
                directory.resolve("cri.sock"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    kubelet = new Kubelet(directory.resolve("cri.sock"));
  }

  /** What is in this machine's folder of plugins is none of a test's business. */
  private EngineSettings settings() throws IOException {
    var words =
        new EngineSettings.Words(
            Map.of("cni-conf-dir", configurations().toString()), Map.of("cni-conf-dir", "test"));
    var file = Files.writeString(directory.resolve("engine.json"), said);
    return EngineSettings.read(file, true, words);
  }

  /** Where configurations of plugins are looked for. */
  public Path configurations() {
    return directory.resolve("cni");
  }

  private void importBox() throws IOException {
    var archive = directory.resolve("box.tar");
    var box = BusyboxRootfs.shared().toString();
    var tar = new ProcessBuilder("tar", "-cf", archive.toString(), "-C", box, ".").start();
    assertThat(tar.onExit().join().exitValue()).isZero();
    try (var in = Files.newInputStream(archive)) {
      var changes = List.of("CMD [\"echo\",\"hello\"]");
      new FilesImport(Reference.parse("box:1"), "test", changes, null)
          .run(engine.images(), in, "box");
    }
    Files.delete(archive);
  }

  public Kubelet kubelet() {
    return kubelet;
  }

  public Engine engine() {
    return engine;
  }

  /** A directory for a test's own files. */
  public Path directory() {
    return directory;
  }

  private void shut() throws IOException {
    kubelet.close();
    cri.close();
    engine.close();
  }

  /** Another engine takes the place of this one. */
  public void restart() {
    without(() -> {});
  }

  /** Something that happens while there is no engine. */
  public interface Step {
    void run() throws InterruptedException;
  }

  /** Ends the engine, does something, and opens another one. */
  public void without(Step step) {
    try {
      shut();
      step.run();
      begin();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Where the logs of the containers of a pod are. */
  public Path logs(String pod) {
    return directory.resolve("logs").resolve(pod);
  }

  /** Removes all pod sandboxes, and their logs. */
  public void empty() throws IOException {
    engine.pods().all().forEach(engine.pods()::remove);
    Tree.delete(directory.resolve("logs"));
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    empty();
  }

  @Override
  public void close() throws IOException {
    empty();
    shut();
    Tree.delete(directory);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    close();
  }
}
