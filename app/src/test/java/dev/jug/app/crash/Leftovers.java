package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.crash.Api.Lost;

/**
 * Whether the machine has of an engine's containers what the engine knows, and nothing else.
 *
 * @param machine what there is
 * @param api the engine's
 */
record Leftovers(Belongings machine, Api api) {
  /** As many directories as an engine makes ahead. */
  private static final int MOST_BLANKS = 4;

  static Leftovers of(Jug jug) {
    return new Leftovers(Belongings.of(jug), new Api(jug.place().resolve("run/docker.sock")));
  }

  /** Fails unless both agree soon: some of what has ended is cleared up behind everybody's back. */
  void assertNone() {
    Jug.eventually(this::look);
  }

  /**
   * The same but for files without a record: an engine that may have no more descriptors cannot
   * remove what it has half made, and leaves it to the next one.
   */
  void assertNoneButFiles() {
    Jug.eventually(() -> look(known()));
  }

  /** Fails unless both agree now. */
  void look() {
    var folders = machine.folders();
    look(known());
    assertThat(folders.halves()).as("directories without a record").isEmpty();
    assertThat(folders.unrecorded()).as("empty directories").hasSizeLessThanOrEqualTo(MOST_BLANKS);
  }

  /** What is quickly seen comes first, for most looks fail at that. */
  private void look(Known known) {
    var folders = machine.folders();
    assertThat(folders.runs())
        .as("run directories")
        .containsExactlyInAnyOrderElementsOf(known.shortRunning());
    assertThat(folders.records()).as("records").isEqualTo(known.containers());
    assertThat(folders.launches()).as("mounts of launches").isEmpty();
    assertThat(machine.groups()).as("cgroups").isSubsetOf(known.running());
    assertThat(machine.cables().plugged())
        .as("endpoints, and the networks that they are plugged into")
        .isEqualTo(known.cables());
    assertThat(machine.cables().bridges()).as("bridges").isSubsetOf(known.networks());
    assertThat(machine.mounts()).as("mounts of what is gone").allMatch(known::hasOwner);
    assertThat(machine.monitored()).as("monitors").isEqualTo(known.shortRunning());
  }

  private Known known() {
    try {
      return Known.of(api);
    } catch (Lost e) {
      throw new AssertionError("what is left is not known: nobody answers", e);
    }
  }
}
