package dev.jug.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DamageTest {
  private static final Corpus TEXTS = Corpus.of("a=1,b=22", "[x]");

  private static List<String> inputs(Corpus corpus, String... words) {
    var seen = new ArrayList<String>();
    Fuzz.exactly(corpus, 2000, words)
        .run(input -> seen.add(new String(input, StandardCharsets.ISO_8859_1)));
    return seen;
  }

  @Test
  void theCorpusComesFirstAsItIsAndDamageAfterwards() {
    var seen = inputs(TEXTS);
    assertThat(seen).startsWith("a=1,b=22", "[x]");
    assertThat(new HashSet<>(seen)).hasSizeGreaterThan(1000);
    assertThat(seen).anyMatch(String::isEmpty).anyMatch(text -> text.length() > 1000);
  }

  @Test
  void theSameSeedMakesTheSame() {
    assertThat(inputs(TEXTS)).isEqualTo(inputs(TEXTS));
  }

  @Test
  void wordsAreUsed() {
    assertThat(inputs(TEXTS, "WORD")).anyMatch(text -> text.contains("WORD"));
  }

  @Test
  void harmIsToldWithTheSeedThatRepeatsIt() {
    var fuzz = Fuzz.exactly(TEXTS, 100_000);
    assertThatThrownBy(() -> fuzz.run(DamageTest::refuseTwoBrackets))
        .isInstanceOf(AssertionError.class)
        .hasMessageFindingMatch(
            "this input does harm: .*-Djug.fuzz.seed=[0-9]+ -Djug.fuzz.rounds=1")
        .hasMessageMatching(Pattern.compile(".*\\[\\[.*|.*5b5b.*", Pattern.DOTALL))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private static void refuseTwoBrackets(byte[] input) {
    if (new String(input, StandardCharsets.ISO_8859_1).contains("[[")) {
      throw new IllegalStateException("two brackets");
    }
  }

  @Test
  void harmOfTheCorpusItselfIsTold() {
    assertThatThrownBy(() -> Fuzz.exactly(Corpus.of("[["), 0).run(DamageTest::refuseTwoBrackets))
        .hasMessageContaining("It is in the corpus as it is.");
  }

  @Test
  void aHangIsToldWithItsPlace() {
    assertThatThrownBy(() -> Fuzz.exactly(TEXTS, 1).run(_ -> hang()))
        .hasMessageContaining("this input does not come to an end")
        .rootCause()
        .satisfies(e ->
            assertThat(e.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("hang")));
  }

  private static void hang() throws InterruptedException {
    Thread.sleep(60_000);
  }
}
