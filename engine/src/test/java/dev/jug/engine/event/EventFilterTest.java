package dev.jug.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.event.Event.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
  private static final Event EVENT =
      event(Action.EXEC_CREATE, "ls -l", 0, Map.of("name", "web", "image", "a/b:1", "tier", "x"));

  private static Event event(Action action, String detail, int at, Map<String, String> more) {
    return new Event(action, detail, "0123abc", Instant.ofEpochSecond(at), more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=container",
        "event=exec_create",
        "event=exec_create: ls -l",
        "container=web",
        "container=0123",
        "image=a/b:1",
        "image=a/b",
        "label=tier",
        "label=tier=x",
        "scope=local"
      })
  void itIsMet(String filter) {
    assertThat(EventFilter.parse(List.of(filter)).test(EVENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=image",
        "event=exec",
        "container=we",
        "image=a",
        "label=tie",
        "label=tier=y",
        "network=n"
      })
  void itIsNotMet(String filter) {
    assertThat(EventFilter.parse(List.of(filter)).test(EVENT)).isFalse();
  }

  @Test
  void oneValueOfEachKeyIsEnoughButAllLabelsAreNeeded() {
    assertThat(EventFilter.parse(List.of("event=die", "event=exec_create")).test(EVENT)).isTrue();
    assertThat(EventFilter.parse(List.of("event=exec_create", "container=x")).test(EVENT))
        .isFalse();
    assertThat(EventFilter.parse(List.of("label=tier", "label=y")).test(EVENT)).isFalse();
    assertThat(EventFilter.ALL.test(EVENT)).isTrue();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> EventFilter.parse(List.of("colour=red"))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> EventFilter.parse(List.of("event"))).isInstanceOf(Invalid.class);
  }

  @Test
  void theLast256AreRemembered() {
    var events = new Events();
    for (int i = 1; i <= 300; i++) {
      events.publish(event(Action.START, "", i, Map.of()));
    }
    assertThat(events.since(Instant.EPOCH)).hasSize(256);
    assertThat(events.since(Instant.EPOCH).getFirst().time()).isEqualTo(Instant.ofEpochSecond(45));
    assertThat(events.since(Instant.ofEpochSecond(299))).hasSize(2);
  }

  @Test
  void whoBeginsEarlierHearsWhatWasAndThenWhatIs() {
    var events = new Events();
    events.publish(event(Action.CREATE, "", 1, Map.of()));
    events.publish(event(Action.START, "", 2, Map.of()));
    var heard = new ArrayList<String>();
    var now = new ArrayList<String>();
    events.subscribe(event -> now.add(event.name()));
    try (var _ = events.subscribe(Instant.ofEpochSecond(2), event -> heard.add(event.name()))) {
      events.publish(event(Action.HEALTH_STATUS, "healthy", 3, Map.of()));
    }
    events.publish(event(Action.DIE, "", 4, Map.of()));
    assertThat(heard).containsExactly("start", "health_status: healthy");
    assertThat(now).containsExactly("health_status: healthy", "die");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image=sha256:01", "image=a/b:1", "image=a/b", "image=c", "label=tier"})
  void whatHappensToImagesIsMetByTheirIdAndTheirNames(String filter) {
    var attributes = Map.of("name", "a/b:1", "tier", "x");
    var tagged = ofImage("sha256:01", attributes);
    var pulled = ofImage("c:2", Map.of("name", "c"));

    assertThat(EventFilter.parse(List.of(filter)))
        .satisfiesAnyOf(
            wanted -> assertThat(wanted.test(tagged)).isTrue(),
            wanted -> assertThat(wanted.test(pulled)).isTrue());
    assertThat(EventFilter.parse(List.of("image=sha256:0")).test(tagged)).isFalse();
    assertThat(EventFilter.parse(List.of("container=a/b:1")).test(tagged)).isFalse();
  }

  private static Event ofImage(String id, Map<String, String> attributes) {
    var time = Instant.ofEpochSecond(0);
    return new Event(Event.Type.IMAGE, Action.TAG, "", id, time, attributes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"type=network", "network=blue", "network=0123", "event=connect"})
  void whatHappensToNetworksIsMet(String filter) {
    var time = Instant.ofEpochSecond(0);
    var event =
        new Event(Event.Type.NETWORK, Action.CONNECT, "", "0123abc", time, Map.of("name", "blue"));

    assertThat(EventFilter.parse(List.of(filter)).test(event)).isTrue();
    assertThat(EventFilter.parse(List.of("container=blue")).test(event)).isFalse();
    assertThat(EventFilter.parse(List.of("network=web")).test(EVENT)).isFalse();
  }
}
