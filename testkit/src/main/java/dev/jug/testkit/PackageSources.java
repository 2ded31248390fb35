package dev.jug.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where this machine's apt gets packages from. */
final class PackageSources {
  private static final Path APT = Path.of("/etc/apt");
  private static final int PATIENCE_MILLIS = 3000;
  private static final Pattern HOST =
      Pattern.compile("(?m)^(?:deb |URIs:)[^#]*?http(s?)://(?:[^/@\\s]*@)?([^/:\\s]+)");

  private PackageSources() {}

  /** What is missing, in words; empty if a server of packages answers. */
  static Optional<String> lack() {
    var server = servers().findFirst();
    if (server.isEmpty()) {
      return Optional.of("apt has no source on this machine");
    }
    var host = server.get().group(2);
    try (var socket = new Socket()) {
      int port = server.get().group(1).isEmpty() ? 80 : 443;
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("apt's source " + host + " cannot be reached");
    }
  }

  private static Stream<MatchResult> servers() {
    return files().stream().flatMap(file -> HOST.matcher(Proc.text(file)).results());
  }

  private static List<Path> files() {
    try (var files = Files.walk(APT)) {
      return files.filter(file -> file.toString().matches(".*\\.(?:list|sources)")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
