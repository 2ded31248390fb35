package dev.jug.engine.apt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.UserMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What makes a root file system of packages: a script for mmdebstrap(1), and the container it runs
 * in. That is one of the image {@code host}, which has this machine's mmdebstrap and apt.
 */
public final class Bootstrap {
  /** Where the container has the new root file system, seen from its own root. */
  public static final String ROOT = "image";

  private static final String SCRIPT = "bootstrap.sh";
  private static final String CERTIFICATES = "ca-certificates";
  private static final Path APT = Path.of("/etc/apt");

  private final AptRequest request;
  private final AptSources sources;

  Bootstrap(AptRequest request, AptSources sources) {
    this.request = request;
    this.sources = sources;
  }

  /**
   * What makes what is asked for.
   *
   * @param root the machine's root directory
   * @throws EngineException if this machine lacks what is needed
   * @throws IOException if apt's files cannot be read
   */
  public static Bootstrap of(AptRequest request, Path root) throws IOException {
    var machine = new AptMachine(root);
    machine.check();
    return new Bootstrap(request, machine.sources(request.suite()));
  }

  /** The container; it takes the script from its standard input, and ends when that ends. */
  public ContainerRequest container() {
    var shell =
        new ProcessOptions(
            List.of(), List.of("sh", "-s"), environment(), null, null, false, true, true, 0, 0);
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of())
        .process(shell)
        .hostname("localhost")
        .autoRemove(true)
        .log(LogConfig.NONE)
        // It mounts /proc and the like in the new root; it sees no more of the machine for that.
        .security(
            new SecurityOptions(
                List.of("SYS_ADMIN"), List.of(), false, false, List.of("apparmor=unconfined")))
        .namespaces(machinesNetwork())
        // With the ways to log in, which the image does not show.
        .storage(
            new StorageOptions(
                List.of(new BindMount(APT, APT.toString(), List.of("ro"))), List.of(), null))
        .labels(Map.of("dev.jug.makes", request.name().familiar()))
        .build();
  }

  private static NamespaceOptions machinesNetwork() {
    var own = new NamespaceMode.Private();
    return new NamespaceOptions(own, own, own, new NamespaceMode.Host(), new UserMode.Host(), own);
  }

  private List<String> environment() {
    var environment = new ArrayList<>(List.of("LC_ALL=C.UTF-8"));
    request.environment().forEach((name, value) -> environment.add(name + "=" + value));
    return environment;
  }

  /** The script. Not as arguments, which everybody on the machine can read. */
  public byte[] script() {
    var values = new LinkedHashMap<String, String>();
    values.put("release", sources.release(request.suite()));
    values.put("suite", request.suite());
    values.put("variant", request.variant().word());
    values.put("include", String.join(",", packages()));
    values.put("keys", String.join(" ", sources.ownKeys()));
    values.put("sources", sources.text());
    values.put("kept", sources.withoutCredentials().text());
    var script = new StringBuilder();
    values.forEach(
        (name, value) -> script.append(name).append("=").append(quoted(value)).append("\n"));
    return script.append(commands()).toString().getBytes(UTF_8);
  }

  private List<String> packages() {
    var packages = new ArrayList<>(request.packages());
    if (sources.isEncrypted() && !packages.contains(CERTIFICATES)) {
      packages.add(CERTIFICATES);
    }
    return packages;
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  private static String commands() {
    try (var in = Objects.requireNonNull(Bootstrap.class.getResourceAsStream(SCRIPT))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What its output says. */
  public BootstrapOutput output(Consumer<AptState> progress) {
    return new BootstrapOutput(request.suite(), sources.archive(), progress);
  }

  /**
   * What the image says of itself.
   *
   * @param system content of the new root's os-release(5)
   * @param debian content of its {@code /etc/debian_version}; empty if there is none
   * @param date of the suite, seconds since 1970
   */
  public AptDescription description(String system, String debian, long date) {
    return new AptDescription(
        request, sources.archive(), OsRelease.parse(system), debian.strip(), date);
  }
}
