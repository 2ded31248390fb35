package dev.jug.cri.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OomScoreTest {
  private static final String ROOT = "Name:\tjava\nCapPrm:\t0\nCapEff:\t000001ffffffffff\n";
  private static final String FENCED = "Name:\tjava\nCapPrm:\t0\nCapEff:\t000001fffeffffff\n";

  @Test
  void anyScoreIsGivenByWhoMayLowerThem() {
    assertThat(OomScore.of(ROOT, "0").nearest(-997)).isEqualTo(-997);
    assertThat(OomScore.of(ROOT, "300").nearest(-997)).isEqualTo(-997);
  }

  @Test
  void othersGiveNoLowerOneThanTheyHave() {
    assertThat(OomScore.of(FENCED, "0").nearest(-997)).isZero();
    assertThat(OomScore.of(FENCED, "-500").nearest(-997)).isEqualTo(-500);
    assertThat(OomScore.of(FENCED, "0").nearest(1000)).isEqualTo(1000);
  }
}
