package dev.jug.build.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.attest.AttestWish.Detail;
import dev.jug.build.error.BuildFailure;
import org.junit.jupiter.api.Test;

/** What options about attestations mean. */
class AttestWishTest {
  @Test
  void booleansAndFieldsAreUnderstood() {
    var none = AttestWish.NONE;
    assertThat(none.any()).isFalse();
    assertThat(none.and("sbom", "true").sbom()).isTrue();
    assertThat(none.and("provenance", "").provenance()).isEqualTo(Detail.MIN);
    assertThat(none.and("provenance", "mode=max").provenance()).isEqualTo(Detail.MAX);
    assertThat(none.and("type=provenance,mode=max").and("provenance", "false")).isEqualTo(none);
    assertThat(none.and("type=sbom").and("type=sbom,disabled=true")).isEqualTo(none);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> AttestWish.NONE.and("type=vex"))
        .isInstanceOf(BuildFailure.class)
        .hasMessage("there is no attestation of type 'vex', but sbom and provenance");
    assertThatThrownBy(() -> AttestWish.NONE.and("sbom", "generator=some/image"))
        .hasMessageContaining("generators that are images are not supported");
    assertThatThrownBy(() -> AttestWish.NONE.and("provenance", "mode=most"))
        .hasMessageContaining("min or max");
  }
}
