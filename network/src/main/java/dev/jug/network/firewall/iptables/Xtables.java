package dev.jug.network.firewall.iptables;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.proc.Filter;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The programs of iptables(8) for one family of addresses.
 *
 * @param restore such as {@code /usr/sbin/iptables-restore}
 * @param legacy whether they speak with the kernel's own iptables, not with nf_tables
 */
record Xtables(Path restore, boolean legacy) {
  private static final String RESTORE = "-restore";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST = 64 << 20;
  private static final Pattern LINE = Pattern.compile("line:? (\\d+)");

  /** Another program may have the lock for a while; the number is in seconds. */
  private static final List<String> GENTLY = List.of("--noflush", "--wait", "10");

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");

  private Path save() {
    var name = restore.getFileName().toString();
    return restore.resolveSibling(name.substring(0, name.length() - RESTORE.length()) + "-save");
  }

  /**
   * All tables that there are, as text.
   *
   * @throws NetworkException if the program fails
   */
  String read() {
    return run(save(), List.of(), "", Optional.empty());
  }

  /**
   * Makes changes: those of a table all or none.
   *
   * @throws NetworkException if the program fails
   */
  void restore(String text) {
    run(restore, GENTLY, text, Optional.empty());
  }

  /** As {@link #read()}, of another network namespace. */
  String readIn(Fd namespace) {
    return run(save(), List.of(), "", Optional.of(namespace));
  }

  /** As {@link #restore}, in another network namespace. */
  void restoreIn(Fd namespace, String text) {
    run(restore, GENTLY, text, Optional.of(namespace));
  }

  private static String run(
      Path program, List<String> arguments, String input, Optional<Fd> namespace) {
    var filter = new Filter(program, arguments, ENVIRONMENT);
    var bytes = input.getBytes(UTF_8);
    try {
      var result =
          namespace.isPresent()
              ? filter.runTellingIn(namespace.get(), bytes, MOST, PATIENCE)
              : filter.runTelling(bytes, MOST, PATIENCE);
      if (result.status() == 0) {
        return result.output();
      }
      throw failed(program, explained(result.output(), input));
    } catch (SysException e) {
      throw failed(program, "it does not start: " + e.getMessage());
    }
  }

  /** It names a line by its number. */
  private static String explained(String said, String input) {
    var matcher = LINE.matcher(said);
    if (matcher.find()) {
      int number = Integer.parseInt(matcher.group(1));
      var line = input.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
      return said.strip() + " (" + line + ")";
    }
    return said.strip();
  }

  private static NetworkException failed(Path program, String why) {
    return new NetworkException(
        Kind.FAILED,
        "cannot change the rules for packets: " + program + ": " + why,
        "The kernel needs NAT, conntrack and addrtype for iptables; containers without a network"
            + " start.");
  }
}
