package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attacks in containers of another engine, by its door for Docker's clients. */
@EndToEnd
class PeerAttackTest {
  private static Jug jug;
  private static Jug peer;

  @BeforeAll
  static void open() {
    jug = new Jug();
    peer = new Jug();
    peer.run("ps").ok();
  }

  @AfterAll
  static void close() {
    peer.close();
    jug.close();
  }

  private static Jug.Result attack(String network, String... attacks) {
    var words = new String[attacks.length + 5];
    words[0] = "attack";
    words[1] = "--against";
    words[2] = peer.place().resolve("run/docker.sock").toString();
    words[3] = "--network";
    words[4] = network;
    System.arraycopy(attacks, 0, words, 5, attacks.length);
    return jug.run(words);
  }

  private static void nothingIsLeft() {
    assertThat(peer.run("ps", "-aq").text()).isEmpty();
    assertThat(peer.run("images", "-q").text()).isEmpty();
  }

  @DisplayName("G1: another engine can be held against the same catalog")
  @Test
  void anotherEngineHolds() {
    var out =
        attack("none", "shocker", "kill", "copy-in-race", "log-flood", "descriptors", "self-exe");
    assertThat(out.ok().out())
        .containsPattern("shocker +blocked +- +open_by_handle_at: EPERM")
        .containsPattern("kill +blocked +- +kill: ESRCH")
        .containsPattern("copy-in-race +blocked +- +all \\d+ tries failed")
        .containsPattern("log-flood +blocked +- +not all is kept")
        .containsPattern("descriptors +blocked +- +openat: EMFILE")
        .containsPattern("self-exe +not tried")
        .contains("5 blocked, 0 got through, 1 not tried");
    nothingIsLeft();
  }

  @Test
  void whatItLeavesOpenIsFound() {
    var result = attack("host", "abstract-socket", "shocker");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern("abstract-socket +GOT THROUGH")
        .contains("1 blocked, 1 got through");
    nothingIsLeft();
  }

  @Test
  void whatCannotBeIsSaid() {
    var mixed = jug.run("attack", "--against", "docker", "--privileged", "shocker");
    assertThat(mixed.err()).contains("--privileged is not for --against", "default container");
    assertThat(jug.run("attack", "--against", "podman").err()).contains("invalid --against");
    var nobody = jug.run("attack", "--against", "/nowhere/docker.sock", "shocker");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("cannot ask /nowhere/docker.sock: No such file");
  }
}
