package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;

/**
 * An engine whose launchers and monitors are about to be killed. Nothing is left of it in the end.
 *
 * @param sleep what its containers run, and nobody else on this machine
 */
record Rig(Jug jug, Machinery machinery, String sleep) implements AutoCloseable {
  static Rig open(String sleep) {
    var jug = new Jug();
    jug.run("engine", "start").ok();
    return new Rig(jug, new Machinery(jug), sleep);
  }

  /** So many processes will be there soon. */
  void awaitProcesses(int count) {
    Jug.eventually(() -> assertThat(Machinery.running(sleep)).hasSize(count));
  }

  /** None is there any more. */
  void assertNoProcess() {
    assertThat(Machinery.running(sleep)).isEmpty();
  }

  /** The machine has what the engine knows, and nothing else. */
  void assertNothingIsLeft() {
    Leftovers.of(jug).assertNone();
  }

  @Override
  public void close() {
    jug.close();
    assertNoProcess();
  }
}
