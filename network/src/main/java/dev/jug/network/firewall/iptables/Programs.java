package dev.jug.network.firewall.iptables;

import dev.jug.linux.SysException;
import dev.jug.linux.proc.Filter;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of iptables(8) of this machine. There may be two flavours: one that has the kernel
 * make rules of nf_tables, and {@code legacy}, for kernels without that. What {@code iptables}
 * means here is taken, as dockerd does, unless the kernel cannot do it.
 *
 * @param ipv4 for IPv4
 * @param ipv6 for IPv6; empty where it is missing
 */
public record Programs(Xtables ipv4, Optional<Xtables> ipv6) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST = 4096;

  /**
   * Looks for them.
   *
   * @param path folders, with colons between them
   * @param hasTables whether the kernel has nf_tables
   * @return empty if there are none that work here
   */
  public static Optional<Programs> find(String path, boolean hasTables) {
    var folders =
        Stream.of(path.split(":", -1))
            .filter(folder -> folder.startsWith("/"))
            .map(Path::of)
            .distinct()
            .toList();
    return find(folders, "iptables", hasTables)
        .map(four -> new Programs(four, find(folders, "ip6tables", hasTables)));
  }

  private static Optional<Xtables> find(List<Path> folders, String name, boolean hasTables) {
    return Stream.of(name + "-restore", name + "-legacy-restore")
        .flatMap(program -> folders.stream().map(folder -> folder.resolve(program)))
        .filter(Files::isExecutable)
        .map(program -> new Xtables(program, isLegacy(program)))
        .filter(found -> found.legacy() || hasTables)
        .findFirst();
  }

  /** It says {@code (nf_tables)} or {@code (legacy)}; before 1.8 there was only the one. */
  private static boolean isLegacy(Path program) {
    try {
      var version =
          new Filter(program, List.of("--version"), Map.of())
              .run(new byte[0], MOST, PATIENCE)
              .output();
      return !version.contains("nf_tables");
    } catch (SysException _) {
      return true;
    }
  }

  Optional<Xtables> of(boolean isIpv4) {
    return isIpv4 ? Optional.of(ipv4) : ipv6;
  }

  /** Writes down which they are, for the engine after this one. */
  void note(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Stream.concat(Stream.of(ipv4), ipv6.stream()).map(Programs::line).toList());
    } catch (IOException e) {
      throw failed("write down", e);
    }
  }

  /** There are no rules any more. */
  static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("forget", e);
    }
  }

  private static NetworkException failed(String verb, IOException why) {
    return new NetworkException(
        Kind.FAILED, "cannot " + verb + " how rules were made: " + why.getMessage(), "", why);
  }

  private static String line(Xtables programs) {
    return (programs.legacy() ? "legacy " : "nf_tables ") + programs.restore();
  }

  /**
   * Which an earlier engine has used.
   *
   * @return empty if it has used none
   */
  static Optional<Programs> noted(Path file) {
    try {
      var all = Files.readAllLines(file).stream().map(Programs::parse).toList();
      return all.isEmpty()
          ? Optional.empty()
          : Optional.of(new Programs(all.getFirst(), all.stream().skip(1).findFirst()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Xtables parse(String line) {
    int blank = line.indexOf(' ');
    return new Xtables(Path.of(line.substring(blank + 1)), line.startsWith("legacy"));
  }
}
