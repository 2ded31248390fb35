package dev.jug.build.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads RUN, COPY and ADD. */
final class StepReader {
  private final LogicalLine line;
  private final Flags flags;
  private final Arguments arguments;
  private final char escape;

  StepReader(LogicalLine line, Flags flags, Arguments arguments, char escape) {
    this.line = line;
    this.flags = flags;
    this.arguments = arguments;
    this.escape = escape;
  }

  Run run() {
    var mounts = flags.texts("mount").stream().map(StepReader::mount).toList();
    var network =
        Choice.of(NetworkMode.class, "network", flags.text("network"), NetworkMode.DEFAULT);
    var security =
        Choice.of(SecurityMode.class, "security", flags.text("security"), SecurityMode.SANDBOX);
    return new Run(line.origin(), arguments.command(), line.heredocs(), mounts, network, security);
  }

  private static MountFlag mount(String text) {
    var flag = MountText.read(text);
    if (text.indexOf('$') < 0) {
      check(flag);
    }
    return flag;
  }

  private static void check(MountFlag flag) {
    try {
      var _ = flag.resolve(UnaryOperator.identity());
    } catch (IllegalArgumentException wrong) {
      throw new Mistake(String.valueOf(wrong.getMessage()));
    }
  }

  Copy copy() {
    var from = flags.text("from");
    var shared = shared();
    var files = files();
    return new Copy(line.origin(), files.sources, files.heredocs, files.destination, from, shared);
  }

  Add add() {
    var checksum = flags.text("checksum");
    boolean keepGitDir = flags.isTrue("keep-git-dir");
    var unpack = flags.truth("unpack");
    var shared = shared();
    var files = files();
    return new Add(
        line.origin(),
        files.sources,
        files.heredocs,
        files.destination,
        checksum,
        keepGitDir,
        unpack,
        shared);
  }

  private CopyFlags shared() {
    return new CopyFlags(
        flags.text("chown"),
        flags.text("chmod"),
        flags.isTrue("link"),
        flags.isTrue("parents"),
        flags.texts("exclude"));
  }

  private record Files(List<String> sources, List<Heredoc> heredocs, String destination) {}

  private Files files() {
    var json = arguments.json();
    var words = json == null ? arguments.words() : json;
    if (words.size() < 2) {
      throw arguments.lack(
          "at least two arguments"
              + (words.isEmpty()
                  ? ""
                  : ", but only one was provided. Destination could not be determined"));
    }
    if (HeredocReader.mark(words.getLast(), escape) != null) {
      throw new Mistake(arguments.name() + " cannot accept a heredoc as a destination");
    }
    var named = new HashMap<String, Heredoc>();
    line.heredocs().forEach(heredoc -> named.put(heredoc.name(), heredoc));
    var sources = new ArrayList<String>();
    var heredocs = new ArrayList<Heredoc>();
    for (var word : words.subList(0, words.size() - 1)) {
      var mark = HeredocReader.mark(word, escape);
      if (mark == null || !named.containsKey(mark.name())) {
        sources.add(word);
      } else {
        heredocs.add(named.get(mark.name()));
      }
    }
    return new Files(sources, heredocs, words.getLast());
  }
}
