package dev.jug.linux.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilityTest {
  @Test
  void numbersAreTheKernels() {
    assertThat(Capability.CHOWN.ordinal()).isZero();
    assertThat(Capability.SYS_ADMIN.ordinal()).isEqualTo(21);
    assertThat(Capability.CHECKPOINT_RESTORE.ordinal()).isEqualTo(40);
  }

  @Test
  void namesAreReadWithAndWithoutPrefix() {
    assertThat(Capability.parse("CAP_NET_RAW")).contains(Capability.NET_RAW);
    assertThat(Capability.parse("net_raw")).contains(Capability.NET_RAW);
    assertThat(Capability.parse("NET_ROW")).isEmpty();
    assertThat(Capability.bits(List.of(Capability.CHOWN, Capability.KILL))).isEqualTo(0x21);
  }
}
