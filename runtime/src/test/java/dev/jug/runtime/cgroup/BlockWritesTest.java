package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Layouts.HYBRID;
import static dev.jug.runtime.cgroup.Layouts.RARE;
import static dev.jug.runtime.cgroup.Layouts.UNIFIED;
import static dev.jug.runtime.cgroup.ResourceFixture.block;
import static dev.jug.runtime.cgroup.ResourceFixture.writes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.BlockIO;
import dev.jug.oci.runtime.BlockIO.Throttle;
import dev.jug.oci.runtime.BlockIO.Weight;
import dev.jug.oci.runtime.InvalidSpecException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockWritesTest {
  private static final Set<String> NO_OLD_SCHEDULER = Set.of("blkio.weight", "blkio.weight_device");
  private static final Set<String> NO_BFQ = Set.of("io.bfq.weight");

  private static BlockIO weights(Integer weight, Integer leaf, Weight... devices) {
    return new BlockIO(weight, leaf, List.of(devices), List.of(), List.of(), List.of(), List.of());
  }

  private static BlockIO rates(long rate) {
    return new BlockIO(
        null,
        null,
        List.of(),
        List.of(new Throttle(8, 0, rate)),
        List.of(new Throttle(8, 0, rate + 1), new Throttle(8, 16, rate + 2)),
        List.of(new Throttle(8, 0, rate + 3)),
        List.of(new Throttle(8, 0, rate + 4)));
  }

  @Test
  void weightsGoToTheSchedulerThatIsThere() {
    var asked = block(weights(500, null, new Weight(8, 0, 300, null)));

    assertThat(writes(RARE, asked))
        .containsExactly(
            "blkio/jug/x/blkio.weight = 500", "blkio/jug/x/blkio.weight_device = 8:0 300");
    assertThat(writes(RARE, asked, NO_OLD_SCHEDULER))
        .containsExactly(
            "blkio/jug/x/blkio.bfq.weight = 500", "blkio/jug/x/blkio.bfq.weight_device = 8:0 300");
    assertThat(writes(UNIFIED, asked))
        .containsExactly("jug/x/io.bfq.weight = 500", "jug/x/io.bfq.weight = 8:0 300");
    assertThat(writes(UNIFIED, asked, NO_BFQ))
        .containsExactly("jug/x/io.weight = 4950", "jug/x/io.weight = 8:0 2930");
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "100, 910", "500, 4950", "1000, 10000"})
  void theEndsOfOneScaleAreTheEndsOfTheOther(long weight, long unified) {
    assertThat(IoWeight.of(weight)).isEqualTo(unified);
  }

  @Test
  void leavesAreWeighedInVersion1Alone() {
    var asked = block(weights(null, 20, new Weight(8, 0, null, 30)));

    assertThat(writes(RARE, asked))
        .containsExactly(
            "blkio/jug/x/blkio.leaf_weight = 20", "blkio/jug/x/blkio.leaf_weight_device = 8:0 30");
    assertThatThrownBy(() -> writes(UNIFIED, asked))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            "linux.resources.blockIO.leafWeight: cgroup version 2 has no leaf weight, so leave it"
                + " out");
    assertThatThrownBy(() -> writes(RARE, asked, Set.of("blkio.leaf_weight")))
        .hasMessage(
            "linux.resources.blockIO.leafWeight: this kernel has no blkio.leaf_weight, so leave the"
                + " field out");
  }

  @Test
  void ratesAreSaidForEachDevice() {
    assertThat(writes(RARE, block(rates(100))))
        .containsExactly(
            "blkio/jug/x/blkio.throttle.read_bps_device = 8:0 100",
            "blkio/jug/x/blkio.throttle.write_bps_device = 8:0 101",
            "blkio/jug/x/blkio.throttle.write_bps_device = 8:16 102",
            "blkio/jug/x/blkio.throttle.read_iops_device = 8:0 103",
            "blkio/jug/x/blkio.throttle.write_iops_device = 8:0 104");
    assertThat(writes(UNIFIED, block(rates(100))))
        .containsExactly(
            "jug/x/io.max = 8:0 rbps=100",
            "jug/x/io.max = 8:0 wbps=101",
            "jug/x/io.max = 8:16 wbps=102",
            "jug/x/io.max = 8:0 riops=103",
            "jug/x/io.max = 8:0 wiops=104");
  }

  @Test
  void zeroRemovesARate() {
    assertThat(writes(RARE, block(rates(0))))
        .first()
        .asString()
        .endsWith("read_bps_device = 8:0 0");
    assertThat(writes(UNIFIED, block(rates(0)))).first().isEqualTo("jug/x/io.max = 8:0 rbps=max");
  }

  @Test
  void whatCannotBeIsSaidByName() {
    assertThatThrownBy(() -> writes(RARE, block(weights(9, null))))
        .hasMessage("linux.resources.blockIO.weight: 9 is not in the range 10 … 1000");
    assertThatThrownBy(() -> writes(UNIFIED, block(weights(1001, null))))
        .hasMessage("linux.resources.blockIO.weight: 1001 is not in the range 10 … 1000");
    assertThatThrownBy(() -> writes(HYBRID, block(weights(50, null))))
        .hasMessage("linux.resources.blockIO.weight: this machine has no blkio controller");
    assertThatThrownBy(
            () -> writes(UNIFIED, block(weights(50, null)), Set.of("io.weight", "io.bfq.weight")))
        .hasMessage(
            "linux.resources.blockIO.weight: this kernel has no io.weight, so leave the field out");
    assertThat(writes(HYBRID, block(weights(0, 0)))).isEmpty();
  }
}
