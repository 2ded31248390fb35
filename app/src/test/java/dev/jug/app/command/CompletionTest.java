package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells propose, asked of the shells. */
@EndToEnd
@Requires("command:bash")
class CompletionTest {
  private static final Path PROGRAMS = Path.of(Jug.program()).getParent();

  /** What bash does when somebody presses the key: it takes the function and sets these. */
  private static final String BASH =
      """
      source "$1"
      [[ $(complete -p jug) == "complete -F _jug jug" ]] || exit 9
      COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=($2) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _jug jug
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  private static final String FISH = "source $argv[1]; complete -C $argv[2]";

  /**
   * A terminal of its own, into which the line is typed, and a key that shows what becomes of it.
   */
  private static final String ZSH =
      """
      zmodload zsh/zpty
      zpty z zsh -f -i
      zpty -w z "source $1.rc"
      zpty -r z out '*READY*'
      zpty -w -n z "$2"$'\\C-x'
      zpty -r z out '*<<jug*>>*'
      zpty -d z
      print -r -- ${${out##*<<}%%>>*}
      """;

  private static final String ZSH_SETTINGS =
      """
      fpath=(%s $fpath)
      autoload -U compinit
      compinit -u -D
      shown() { zle complete-word; print -r -- "<<$BUFFER>>" }
      zle -N shown
      bindkey '^X' shown
      PS1=READY
      """;

  private Jug jug;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    jug = new Jug();
  }

  @AfterEach
  void close() {
    jug.close();
  }

  private List<String> proposed(String line) throws IOException {
    var script = Files.writeString(folder.resolve("jug"), jug.run("completion", "bash").ok().out());
    var words = List.of("env", "PATH=" + PROGRAMS + ":/usr/bin:/bin", "bash", "-c", BASH, "bash");
    return asked(words, script, line);
  }

  private List<String> asked(List<String> words, Path script, String line) {
    var command = new ArrayList<>(words);
    command.addAll(List.of(script.toString(), line));
    return Jug.finish(jug.start(command), new byte[0]).ok().out().lines().toList();
  }

  @Test
  void commandsAndOptionsNeedNoEngine() throws IOException {
    assertThat(proposed("jug ")).contains("run", "network", "doctor", "container");
    assertThat(proposed("jug network p")).containsExactly("policy", "prune");
    assertThat(proposed("jug engine tls ")).containsExactly("client", "init");
    assertThat(proposed("jug container st")).containsExactly("start", "stats", "stop");
    assertThat(proposed("jug run --rest")).containsExactly("--restart");
    assertThat(proposed("jug run --restart u")).containsExactly("unless-stopped");
    assertThat(proposed("jug run --restart=u")).containsExactly("unless-stopped");
    assertThat(proposed("jug lab fi")).containsExactly("five-steps");
    assertThat(proposed("jug run --env-file /etc/hostn")).contains("/etc/hostname");
    assertThat(proposed("jug run --rm -e A=B host --h")).containsExactly("");
    assertThat(proposed("jug nothing ")).containsExactly("");
    assertThat(proposed("jug stop ")).as("names").containsExactly("");
    assertThat(jug.socket()).as("no engine is started by a key").doesNotExist();
  }

  @Test
  void namesAreAskedOfTheEngine() throws IOException {
    jug.run("create", "--network", "none", "--name", "made", "host", "true").ok();
    jug.run("run", "-d", "--network", "none", "--name", "web", "host", "sleep", "99").ok();
    jug.run("volume", "create", "data").ok();
    jug.run("network", "create", "back").ok();

    assertThat(proposed("jug stop ")).containsExactly("web");
    assertThat(proposed("jug stop web ")).as("one more").containsExactly("web");
    assertThat(proposed("jug start m")).containsExactly("made");
    assertThat(proposed("jug rm -f ")).containsExactly("made", "web");
    assertThat(proposed("jug container rm w")).containsExactly("web");
    assertThat(proposed("jug run --network ")).contains("back", "bridge", "none");
    assertThat(proposed("jug run --net=ba")).containsExactly("back");
    assertThat(proposed("jug network connect back ")).contains("made", "web");
    assertThat(proposed("jug volume rm ")).containsExactly("data");
    assertThat(proposed("jug inspect ")).contains("web", "made", "data", "back");
    jug.run("network", "rm", "back").ok();
  }

  @Test
  void aNameWithAColonIsCompletedBehindIt() throws IOException {
    var archive = folder.resolve("a.tar");
    Jug.finish(
            new ProcessBuilder("tar", "-cf", archive.toString(), "-T", "/dev/null").start(),
            new byte[0])
        .ok();
    jug.run("import", archive.toString(), "empty:one").ok();
    assertThat(proposed("jug rmi em")).containsExactly("empty:one");
    assertThat(proposed("jug rmi empty:o")).containsExactly("one");
  }

  @Test
  @Requires("command:fish")
  void fishKnowsTheSame() throws IOException {
    jug.run("create", "--network", "none", "--name", "made", "host", "true").ok();
    var script = Files.writeString(folder.resolve("jug"), jug.run("completion", "fish").ok().out());
    var words = List.of("env", "PATH=" + PROGRAMS + ":/usr/bin:/bin", "fish", "-N", "-c", FISH);
    assertThat(asked(words, script, "jug start ")).containsExactly("made");
    assertThat(asked(words, script, "jug network p")).containsExactly("policy", "prune");
    assertThat(asked(words, script, "jug run --restart=u"))
        .anyMatch(line -> line.startsWith("--restart=unless-stopped"));
    assertThat(asked(words, script, "jug container sto")).containsExactly("stop");
    assertThat(asked(words, script, "jug lab ch")).containsExactly("chroot");
  }

  @Test
  @Requires("command:zsh")
  void zshKnowsTheSame() throws IOException {
    jug.run("create", "--network", "none", "--name", "made", "host", "true").ok();
    var script = Files.writeString(folder.resolve("_jug"), jug.run("completion", "zsh").ok().out());
    Files.writeString(folder.resolve("_jug.rc"), ZSH_SETTINGS.formatted(folder));
    var words =
        List.of("env", "PATH=" + PROGRAMS + ":/usr/bin:/bin", "zsh", "-f", "-c", ZSH, "zsh");
    assertThat(asked(words, script, "jug start m")).containsExactly("jug start made ");
    assertThat(asked(words, script, "jug network pr")).containsExactly("jug network prune ");
    assertThat(asked(words, script, "jug container stop")).containsExactly("jug container stop ");
    assertThat(asked(words, script, "jug run --restart=u"))
        .containsExactly("jug run --restart=unless-stopped ");
  }
}
