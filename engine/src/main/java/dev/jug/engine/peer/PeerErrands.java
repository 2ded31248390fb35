package dev.jug.engine.peer;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Exhaustion;
import dev.jug.engine.attack.Races;
import dev.jug.engine.attack.Scene;
import dev.jug.engine.error.EngineException.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * What a user of a peer has it do with a container that attacks.
 *
 * @param attacker the container
 * @param scene of the attack
 */
record PeerErrands(PeerContainer attacker, Scene scene) {
  private static final Duration RACE = Duration.ofSeconds(2);
  private static final String PART = Races.PLACE + "/" + Races.PART;

  AttackResult result(Attack attack) {
    var end = System.nanoTime() + RACE.toNanos();
    int tries = 0;
    boolean through = false;
    do {
      through = falls(attack);
      tries++;
    } while (!through && attack.errand().isRace() && System.nanoTime() < end);
    var failed = attack.errand().isRace() ? "all " + tries + " tries failed" : "not all is kept";
    return new AttackResult(attack, through, through ? attack.gain() : failed, List.of());
  }

  private boolean falls(Attack attack) {
    try {
      return switch (attack.errand()) {
        case COPY_OUT -> scene.isIn(attacker.copyOut(PART + "/canary"));
        case COPY_IN -> copyIn();
        case KEEP_OUTPUT -> attacker.logged() >= Exhaustion.FLOOD_BYTES;
        case NONE, MOUNT_PART -> throw new IllegalStateException(attack.errand().name());
      };
    } catch (Failed | IOException _) {
      return false;
    }
  }

  private boolean copyIn() throws IOException {
    attacker.copyIn(PART, PeerImage.archive("canary", new byte[Long.BYTES]));
    return !scene.isIn(Files.readAllBytes(scene.canary()));
  }
}
