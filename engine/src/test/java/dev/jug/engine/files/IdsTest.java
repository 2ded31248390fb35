package dev.jug.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.request.IdMap;
import dev.jug.image.change.Owner;
import dev.jug.oci.runtime.IdMapping;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Owners as a container sees them, and as the machine does. */
class IdsTest {
  private static final long HIGH = 0xf000_0000L;
  private static final Ids IDS =
      new Ids(
          new IdMap(
              List.of(new IdMapping(0, 1000, 10), new IdMapping(10, HIGH, 10)),
              List.of(new IdMapping(0, 2000, 10))));

  @Test
  void bothWays() {
    assertThat(IDS.inside(new Owner(1007, 2003))).isEqualTo(new Owner(7, 3));
    assertThat(IDS.outside(new Owner(7, 3))).isEqualTo(new Owner(1007, 2003));
    assertThat(IDS.outside(new Owner(12, 0))).isEqualTo(new Owner((int) (HIGH + 2), 2000));
    assertThat(IDS.inside(new Owner((int) (HIGH + 2), 2000))).isEqualTo(new Owner(12, 0));
  }

  @Test
  void whoIsNotThereIsNobody() {
    assertThat(IDS.inside(new Owner(0, 0))).isEqualTo(new Owner(65534, 65534));
    assertThatThrownBy(() -> IDS.outside(new Owner(20, 0)))
        .hasMessage("Container ID 20 cannot be mapped to a host ID");
  }

  @Test
  void theMachinesMeanWhatTheyAre() {
    assertThat(Ids.MACHINE.inside(new Owner(5, 6))).isEqualTo(new Owner(5, 6));
    assertThat(Ids.MACHINE.outside(new Owner(5, 6))).isEqualTo(new Owner(5, 6));
  }
}
