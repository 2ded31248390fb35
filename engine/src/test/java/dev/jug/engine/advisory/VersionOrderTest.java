package dev.jug.engine.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rows are in the order that the package managers themselves have ({@code dpkg --compare-versions},
 * {@code apk version -t}).
 */
class VersionOrderTest {
  private static void isSorted(String ecosystem, String... versions) {
    var order = VersionOrder.of(ecosystem).orElseThrow();
    for (int i = 0; i < versions.length; i++) {
      for (int j = 0; j < versions.length; j++) {
        assertThat(Integer.signum(order.compare(versions[i], versions[j])))
            .as(versions[i] + " and " + versions[j])
            .isEqualTo(Integer.signum(i - j));
      }
    }
  }

  @Test
  void dpkgs() {
    isSorted(
        "Debian:12",
        "0.9~~",
        "0.9~~a",
        "0.9~",
        "0.9",
        "1.0~beta1-1",
        "1.0~beta1-1+b1",
        "1.0-1",
        "1.0-1+deb12u1",
        "1.0-1.1",
        "1.0-9",
        "1.0-10",
        "1.0a-1",
        "1.0+dfsg-1",
        "1.0.1-1",
        "1.10-1",
        "20230311",
        "99999999999999999999-1",
        "1:0.1-1",
        "2:0.1-1");
  }

  @Test
  void dpkgsThatAreTheSame() {
    var order = VersionOrder.of("Ubuntu:22.04").orElseThrow();
    assertThat(order.compare("0:1.0-1", "1.0-1")).isZero();
    assertThat(order.compare("1.0", "1.0-0")).isZero();
    assertThat(order.compare("1.00-1", "1.0-1")).isZero();
  }

  @Test
  void apks() {
    isSorted(
        "Alpine:v3.19",
        "no version",
        "0.1",
        "1.0_alpha",
        "1.0_alpha2",
        "1.0_beta",
        "1.0_rc1",
        "1.0",
        "1.0-r1",
        "1.0-r10",
        "1.0_git20230101",
        "1.0_p1",
        "1.0_p1-r1",
        "1.0b",
        "1.0.01",
        "1.0.1",
        "1.2.4_git20230717-r4",
        "1.10",
        "3.1.4-r5",
        "20240101");
  }

  @Test
  void othersAreNotKnown() {
    assertThat(VersionOrder.of("Maven")).isEmpty();
    assertThat(List.of("npm", "")).allMatch(name -> VersionOrder.of(name).isEmpty());
  }
}
