package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuBucketTest {
  /** At its fullest it holds quota and burst; the kernel takes no burst above the quota. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate=20%,bucket=200ms | 100000 | 500000 | 100000",
        "bucket=200ms,rate=20% | 100000 | 500000 | 100000",
        "rate=150%,bucket=300ms | 150000 | 100000 | 150000",
        "rate=12.5%,bucket=0.25s | 125000 | 1000000 | 125000",
        "rate=50%,bucket=2000us | 1000 | 2000 | 1000"
      })
  void halfOfTheBucketFlowsInWithinAPeriod(String text, long quota, long period, long burst) {
    assertThat(CpuBucket.parse(text)).isEqualTo(new CpuBucket(quota, period, burst));
  }

  @Test
  void whatTheKernelCannotKeepIsRefusedWithWhatItCan() {
    assertThatThrownBy(() -> CpuBucket.parse("rate=20%,bucket=500ms"))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.advice()).endsWith("here 400ms."))
        .hasMessage("bucket=500ms is too large for this rate");
    assertThatThrownBy(() -> CpuBucket.parse("rate=20%,bucket=1ms"))
        .isInstanceOfSatisfying(
            Invalid.class, e -> assertThat(e.advice()).endsWith("at least 2ms."))
        .hasMessage("bucket=1ms is too small for this rate");
    assertThatThrownBy(() -> CpuBucket.parse("rate=400%,bucket=7ms"))
        .isInstanceOfSatisfying(
            Invalid.class, e -> assertThat(e.advice()).endsWith("at least 8ms."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20%",
        "rate=20%",
        "bucket=200ms",
        "rate=20,bucket=200ms",
        "rate=20%,bucket=200",
        "rate=0%,bucket=2ms",
        "rate=-1%,bucket=2ms",
        "rate=x%,bucket=2ms",
        "rate=1%,bucket=xms",
        "rate=20%,bucket=200ms,rate=1%",
        "rate=20%,bucket=200ms,more=1",
        "rate=20%,bucket=s"
      })
  void whatIsNoBucketIsRefused(String text) {
    assertThatThrownBy(() -> CpuBucket.parse(text)).isInstanceOf(Invalid.class);
  }
}
