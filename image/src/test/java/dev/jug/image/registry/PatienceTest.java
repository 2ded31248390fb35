package dev.jug.image.registry;

import static dev.jug.image.registry.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.ImageSource;
import dev.jug.testkit.registry.Reply;
import dev.jug.testkit.registry.Trouble;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final String MANIFEST = "GET .*/manifests/.*";

  private final Fixture fixture = new Fixture();
  private final ImageSource source = fixture.registries.source(fixture.image());

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whatMayPassIsTriedAgain() {
    fixture.registry.trouble(MANIFEST, 1, Trouble.instead(Reply.of(502)));
    fixture.registry.trouble(MANIFEST, 1, Trouble.cutAfter(10));

    assertThat(source.root().isGenuine()).isTrue();
    assertThat(fixture.time.naps()).hasSize(2);
  }

  @Test
  void patienceEnds() {
    fixture.registry.trouble(
        MANIFEST, 9, Trouble.instead(Reply.error(500, "UNKNOWN", "the database is gone")));

    assertFails(source::root, Kind.UNAVAILABLE, "reading the manifest", "the database is gone");
    assertThat(fixture.registry.seen()).hasSize(3);
  }

  @Test
  void whatWillNotPassIsNotTriedAgain() {
    fixture.registry.trouble(MANIFEST, 9, Trouble.instead(Reply.error(400, "UNSUPPORTED", "no")));

    assertFails(source::root, Kind.FAILED, "unsupported: no");
    assertThat(fixture.registry.seen()).hasSize(1);
  }

  @Test
  void aRegistryThatNamesATimeIsLeftAloneThatLong() {
    var busy = Reply.error(429, "TOOMANYREQUESTS", "slow down");
    fixture.registry.trouble(MANIFEST, 1, Trouble.instead(busy.with("Retry-After", "17")));
    fixture.registry.trouble(
        MANIFEST, 1, Trouble.instead(busy.with("Retry-After", "Thu, 01 Jan 2026 00:01:00 GMT")));

    assertThat(source.root().isGenuine()).isTrue();
    assertThat(fixture.time.naps()).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(43));
  }

  @Test
  void whoMustWaitTooLongIsTold() {
    var busy = Reply.error(429, "TOOMANYREQUESTS", "You have reached your pull rate limit");
    fixture.registry.trouble(MANIFEST, 9, Trouble.instead(busy.with("Retry-After", "21600")));

    assertFails(
        source::root, Kind.UNAVAILABLE, "toomanyrequests: You have reached your pull rate limit");
    assertThat(fixture.time.naps()).isEmpty();
  }

  @Test
  void pausesGrowAndAreNeverTheSame() {
    var timing = fixture.time.timing();

    for (int attempt = 1; attempt < 20; attempt++) {
      long most = 500L << Math.min(attempt - 1, 6);
      assertThat(timing.pause(attempt, Optional.empty()).toMillis()).isBetween(most / 2, most);
    }
    assertThat(timing.pause(3, Optional.empty())).isNotEqualTo(timing.pause(3, Optional.empty()));
  }
}
