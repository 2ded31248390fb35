package dev.jug.network.dns;

import dev.jug.network.address.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A resolv.conf(5).
 *
 * @param nameservers addresses to ask, the first first
 * @param search domains to try names in
 * @param options as they are written, such as {@code ndots:0}
 */
public record ResolvConf(List<InetAddress> nameservers, List<String> search, List<String> options) {
  /** Says nothing. */
  public static final ResolvConf EMPTY = new ResolvConf(List.of(), List.of(), List.of());

  public ResolvConf {
    nameservers = List.copyOf(nameservers);
    search = List.copyOf(search);
    options = List.copyOf(options);
  }

  /** Reads the text of a file; what is not understood is left out, as libc does. */
  public static ResolvConf parse(String text) {
    var nameservers = new ArrayList<InetAddress>();
    var search = new ArrayList<String>();
    var options = new ArrayList<String>();
    for (var line : text.lines().map(String::strip).toList()) {
      var words = List.of(line.split("\\s+"));
      var rest = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "nameserver" -> rest.stream().limit(1).forEach(word -> address(word, nameservers));
        case "search" -> replace(search, rest);
        case "domain" -> replace(search, rest.stream().limit(1).toList());
        case "options" -> options.addAll(rest);
        default -> {}
      }
    }
    return new ResolvConf(nameservers, search, options);
  }

  private static void address(String word, List<InetAddress> to) {
    try {
      to.add(InetAddress.ofLiteral(word));
    } catch (IllegalArgumentException _) {
      // No address, or one of a device that is not there: nobody could be asked at it.
    }
  }

  /** The last of several counts. */
  private static void replace(List<String> search, List<String> words) {
    search.clear();
    search.addAll(words);
  }

  /**
   * Reads a file; says nothing if there is none.
   *
   * @throws IOException if it cannot be read
   */
  public static ResolvConf read(Path file) throws IOException {
    try {
      return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return EMPTY;
    }
  }

  /**
   * What the host says to those who are not on the host: without servers on its loopback device. If
   * there are no others, a stub stands there, and systemd's list of the servers behind it counts.
   *
   * @param etc mostly /etc/resolv.conf
   * @param behindStub mostly /run/systemd/resolve/resolv.conf
   */
  public static ResolvConf forOthers(Path etc, Path behindStub) throws IOException {
    var host = read(etc);
    var reachable = host.withoutLoopback();
    return reachable.nameservers().isEmpty() && !host.nameservers().isEmpty()
        ? read(behindStub).withoutLoopback()
        : reachable;
  }

  /** Without nameservers that only the machine itself can reach. */
  public ResolvConf withoutLoopback() {
    return withNameservers(
        nameservers.stream().filter(address -> !address.isLoopbackAddress()).toList());
  }

  /** The same with other nameservers. */
  public ResolvConf withNameservers(List<InetAddress> others) {
    return new ResolvConf(others, search, options);
  }

  /** The text of a file. */
  public String text() {
    var lines =
        Stream.of(
            nameservers.stream().map(address -> "nameserver " + Addresses.text(address)),
            line("search", search),
            line("options", options));
    return lines.flatMap(each -> each).map(line -> line + "\n").collect(Collectors.joining());
  }

  private static Stream<String> line(String keyword, List<String> words) {
    return words.isEmpty() ? Stream.of() : Stream.of(keyword + " " + String.join(" ", words));
  }
}
