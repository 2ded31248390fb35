package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What an engine has its rules for packets in, and by what programs. The tests that have it as a
 * parameter are what all must do the same.
 */
enum Rules {
  NFTABLES("nftables"),
  /** The programs that have the kernel make rules of nf_tables. */
  IPTABLES("iptables"),
  /** Those for the kernel's own iptables. */
  LEGACY("iptables");

  private static final Path LEGACY_PROGRAM = Path.of("/usr/sbin/xtables-legacy-multi");
  private static final List<String> TABLES = List.of("raw", "nat", "filter");

  private final String setting;

  Rules(String setting) {
    this.setting = setting;
  }

  /** What {@code firewall-backend} is. */
  String setting() {
    return setting;
  }

  boolean areNft() {
    return this == NFTABLES;
  }

  /**
   * The words before a command that have an engine use them.
   *
   * @param folder for files that are needed for it
   */
  List<String> environment(Path folder) {
    if (areNft()) {
      return List.of();
    }
    var words = new ArrayList<>(List.of("env", "JUG_CONFIG=" + configure(folder)));
    try {
      if (this == LEGACY) {
        words.add("PATH=" + programs(folder) + ":" + System.getenv("PATH"));
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the next engine with this folder use them. */
  Path configure(Path folder) {
    try {
      var config = folder.resolve("engine.json");
      return Files.writeString(config, "{\"firewall-backend\": \"" + setting + "\"}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path programs(Path folder) throws IOException {
    var programs = Files.createDirectories(folder.resolve("legacy"));
    for (var name : List.of("iptables", "ip6tables")) {
      for (var end : List.of("", "-save", "-restore")) {
        var link = programs.resolve(name + end);
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, LEGACY_PROGRAM);
        }
      }
    }
    return programs;
  }

  /** Takes all rules away, as another firewall's start does. */
  void flush(Docker engine) {
    if (areNft()) {
      Stream.of("inet", "bridge")
          .flatMap(family -> run(engine, "nft", "list", "tables", family).lines())
          .filter(line -> line.contains(" jug-"))
          .forEach(line -> run(engine, ("nft delete " + line).split(" ")));
      return;
    }
    for (var table : TABLES) {
      for (var program : List.of("iptables", "ip6tables")) {
        run(engine, program, "-w", "-t", table, "-F");
        run(engine, program, "-w", "-t", table, "-X");
      }
    }
  }

  /** All that there is now. */
  String list(Docker engine) {
    return areNft()
        ? run(engine, "nft", "list", "ruleset")
        : run(engine, "iptables-save") + run(engine, "ip6tables-save");
  }

  /** Nothing of an engine's is there any more, some time after its last container. */
  void areGone(Docker engine) {
    Jug.eventually(() ->
        assertThat(
                list(engine).lines().filter(line -> line.toLowerCase(Locale.ROOT).contains("jug-")))
            .isEmpty());
  }

  static String run(Docker engine, String... words) {
    return Jug.finish(engine.jug().start(List.of(words)), new byte[0]).ok().out();
  }
}
