package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.network.NetworkRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFilterTest {
  private static final NetworkRecord BLUE =
      new NetworkRecord(
          "0123456789ab".repeat(5) + "cdef",
          "blue-net",
          "bridge",
          Instant.EPOCH,
          true,
          false,
          false,
          false,
          List.of(),
          Map.of(),
          Map.of("tier", "x"));

  private static boolean lets(String... filters) {
    return NetworkFilter.parse(List.of(filters)).test(BLUE, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dangling=false",
        "dangling=0",
        "driver=bridge",
        "id=0123456789ab",
        "id=89ab01",
        "label=tier",
        "label=tier=x",
        "name=blue",
        "name=^blue-net$",
        "scope=local",
        "type=custom"
      })
  void itIsMet(String filter) {
    assertThat(lets(filter)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dangling=true",
        "driver=host",
        "id=fff",
        "label=tier=y",
        "name=^net",
        "scope=swarm",
        "type=builtin"
      })
  void itIsNotMet(String filter) {
    assertThat(lets(filter)).isFalse();
  }

  @Test
  void valuesAreAlternativesAndAllLabelsAreNeeded() {
    assertThat(lets("driver=host", "driver=bridge")).isTrue();
    assertThat(lets("driver=bridge", "name=red")).isFalse();
    assertThat(lets("label=tier", "label=other")).isFalse();
    assertThat(NetworkFilter.parse(List.of("dangling=1")).test(BLUE, false)).isTrue();
    assertThat(NetworkFilter.parse(List.of()).test(BLUE, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour=blue", "name", "dangling=maybe", "type=mine", "name=["})
  void whatMakesNoSenseIsRefused(String filter) {
    assertThatThrownBy(() -> lets(filter))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("invalid filter '");
  }
}
