package dev.jug.engine.launch;

import dev.jug.engine.network.NameFiles;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.user.RootView;
import dev.jug.network.Sandbox;
import dev.jug.oci.runtime.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files every container has from the engine rather than from its image: /etc/hostname,
 * /etc/hosts, /etc/resolv.conf. They lie beside the container's record and are bound over the
 * container's, as Docker does it. A root file system that is a directory of the user's gets only
 * those it has already: binding another would leave an empty file in it.
 */
final class OwnFiles {
  private static final Path HOST_RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Path HOST_HOSTS = Path.of("/etc/hosts");

  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Path directory;

  OwnFiles(Path directory) {
    this.directory = directory;
  }

  static OwnFiles none(Path directory) {
    return new OwnFiles(directory);
  }

  static OwnFiles of(
      ContainerRequest request,
      String hostname,
      Optional<Sandbox> sandbox,
      RootView root,
      Path directory)
      throws IOException {
    var files = new OwnFiles(directory);
    var names = new NameFiles(request.network(), hostname, sandbox);
    boolean hostNetwork = request.namespaces().network() instanceof NamespaceMode.Host;
    files.put("hostname", (hostname + "\n").getBytes(StandardCharsets.UTF_8));
    files.put("hosts", hostNetwork ? copy(HOST_HOSTS) : names.hosts());
    files.put("resolv.conf", hostNetwork ? copy(HOST_RESOLV_CONF) : names.resolvConf());
    if (request.image() instanceof ContainerImage.Rootfs) {
      files.contents.keySet().removeIf(name -> !root.hasFile("etc/" + name));
    }
    return files;
  }

  private void put(String name, byte[] content) {
    contents.put(name, content);
  }

  private static byte[] copy(Path file) throws IOException {
    return Files.isReadable(file) ? Files.readAllBytes(file) : new byte[0];
  }

  List<Mount> mounts() {
    return contents.keySet().stream()
        .map(name ->
            new Mount(
                "/etc/" + name,
                "bind",
                directory.resolve(name).toString(),
                List.of("bind", "rprivate")))
        .toList();
  }

  /** Writes those that are missing; a container that runs may have changed its own. */
  void writeMissing() throws IOException {
    for (var file : contents.entrySet()) {
      var place = directory.resolve(file.getKey());
      if (!Files.exists(place)) {
        Directories.writePublic(place, file.getValue());
      }
    }
  }

  /** Replaces what those say that are there, in place: they are bound into the container. */
  void replace(Map<String, byte[]> news) throws IOException {
    for (var file : news.entrySet()) {
      var place = directory.resolve(file.getKey());
      if (Files.exists(place)) {
        Directories.writePublic(place, file.getValue());
      }
    }
  }

  void write() throws IOException {
    for (var file : contents.entrySet()) {
      Directories.writePublic(directory.resolve(file.getKey()), file.getValue());
    }
  }
}
