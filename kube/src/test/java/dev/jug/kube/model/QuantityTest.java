package dev.jug.kube.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 1, 1000",
    "500m, 1, 500",
    "1m, 1, 1",
    "0.1, 1, 100",
    ".5, 1, 500",
    "1., 1, 1000",
    "100u, 1, 1",
    "1n, 1, 1",
    "1Ki, 1024, 1024000",
    "1.5Gi, 1610612736, 1610612736000",
    "128974848, 128974848, 128974848000",
    "129e6, 129000000, 129000000000",
    "129M, 129000000, 129000000000",
    "128974848000m, 128974848, 128974848000",
    "123Mi, 128974848, 128974848000",
    "1k, 1000, 1000000",
    "1E3, 1000, 1000000",
    "1e-3, 1, 1",
    "1000e-3, 1, 1000",
    "+1, 1, 1000",
    "-1500m, -1, -1500",
    "2e9, 2000000000, 2000000000000",
  })
  void formsOfTheSpecification(String text, long value, long milli) {
    var quantity = Quantity.parse(text);
    assertThat(quantity.value()).isEqualTo(value);
    assertThat(quantity.milliValue()).isEqualTo(milli);
  }

  @ParameterizedTest
  @CsvSource({"1E, 1000000000000000000", "7Ei, 8070450532247928832", "9P, 9000000000000000"})
  void largeOnes(String text, long value) {
    assertThat(Quantity.parse(text).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1 Gi",
        "1GiB",
        "1gi",
        "1K",
        "1ki",
        "e3",
        ".",
        "m",
        "1e",
        "1e3Ki",
        "0x10",
        "1_000",
        "1e999999999",
        "8Ei",
        "9223372036854775808",
        "--1",
        "1,5",
        "١"
      })
  void whatIsNone(String text) {
    assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** A billionth is the finest there is. */
  @ParameterizedTest
  @CsvSource({"0.0000000001, 1E-9", "0.1n, 1E-9", "1.0000000001, 1.000000001", "1e-30, 1E-9"})
  void finerOnesAreRoundedUp(String text, String amount) {
    assertThat(Quantity.parse(text).amount()).isEqualByComparingTo(amount);
  }

  @ParameterizedTest
  @CsvSource({"1000m, 1", "1Gi, 1024Mi", "1e3, 1k", "0.50, 500m"})
  void equalAmountsAreEqual(String one, String other) {
    assertThat(Quantity.parse(one)).isEqualTo(Quantity.parse(other));
  }
}
