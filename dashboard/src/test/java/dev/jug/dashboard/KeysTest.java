package dev.jug.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Invitations and sessions. */
class KeysTest {
  private Instant now = Instant.EPOCH;
  private final Keys keys = new Keys(new SecureRandom(), () -> now);

  @Test
  void anInvitationIsGoodOnce() {
    var invitation = keys.invite();
    var session = keys.redeem(invitation).orElseThrow();
    assertThat(keys.redeem(invitation)).isEmpty();
    assertThat(keys.knows(session)).isTrue();
    assertThat(keys.knows(invitation)).isFalse();
    assertThat(keys.knows("")).isFalse();
  }

  @Test
  void anInvitationIsGoodForTenMinutes() {
    var early = keys.invite();
    now = now.plus(Keys.LIFE).minusMillis(1);
    var late = keys.invite();
    assertThat(keys.redeem(early)).isPresent();
    now = now.plus(Keys.LIFE);
    assertThat(keys.redeem(late)).isEmpty();
  }

  @Test
  void theOldestSessionGoesWhenThereAreTooMany() {
    var sessions =
        Stream.generate(() -> keys.redeem(keys.invite()).orElseThrow())
            .limit(Keys.MOST + 1)
            .toList();
    assertThat(keys.knows(sessions.getFirst())).isFalse();
    assertThat(sessions.subList(1, sessions.size())).allMatch(keys::knows).doesNotHaveDuplicates();
  }
}
