package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PruneFilterTest {
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

  private static PruneFilter filter(String... filters) {
    return PruneFilter.of(List.of(filters), NOW, ZoneId.of("Europe/Berlin"));
  }

  @Test
  void withoutFiltersAllGoes() {
    assertThat(filter().takes(NOW, Map.of())).isTrue();
    assertThat(filter().partialBefore()).isEqualTo(Instant.MAX);
  }

  @ParameterizedTest
  @CsvSource({
    "24h, 2026-01-31T12:00:00Z",
    "1h30m, 2026-02-01T10:30:00Z",
    "2026-01-31, 2026-01-30T23:00:00Z",
    "2026-01-31T10:00:00, 2026-01-31T09:00:00Z",
    "2026-01-31T10:00, 2026-01-31T09:00:00Z",
    "2026-01-31T10:00:00.5Z, 2026-01-31T10:00:00.5Z",
    "2026-01-31T10:00:00-03:00, 2026-01-31T13:00:00Z",
    "1769860800, 2026-01-31T12:00:00Z"
  })
  void onlyWhatIsOlderGoes(String text, Instant limit) {
    var filter = filter("until=" + text);
    assertThat(filter.until()).contains(limit);
    assertThat(filter.takes(limit.minusNanos(1), Map.of())).isTrue();
    assertThat(filter.takes(limit, Map.of())).isFalse();
    assertThat(filter.partialBefore()).isEqualTo(limit);
  }

  @Test
  void allLabelsMustFit() {
    var filter = filter("label=a", "label=b=1", "label!=c", "label!=d=2");
    assertThat(filter.takes(NOW, Map.of("a", "", "b", "1", "d", "1"))).isTrue();
    assertThat(filter.takes(NOW, Map.of("b", "1"))).isFalse();
    assertThat(filter.takes(NOW, Map.of("a", "", "b", "2"))).isFalse();
    assertThat(filter.takes(NOW, Map.of("a", "", "b", "1", "c", ""))).isFalse();
    assertThat(filter.takes(NOW, Map.of("a", "", "b", "1", "d", "2"))).isFalse();
    assertThat(filter.partialBefore()).isEqualTo(Instant.MIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=x", "label", "", "until=soon", "until=2026-13-01", "until="})
  void mistakesAreNamed(String filter) {
    assertThatThrownBy(() -> filter(filter))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("invalid");
  }
}
