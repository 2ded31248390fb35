package dev.jug.build.dockerfile.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpanderTest {
  private static final Map<String, String> VALUES =
      Map.of("v", "value", "empty", "", "path", "/a/b/c.tar.gz", "two", "one  two", "n", "v");
  private static final Expander BACKSLASH = new Expander('\\');

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "plain|plain",
        "$v|value",
        "${v}|value",
        "a${v}b|avalueb",
        "$v-x|value-x",
        "$vx|",
        "\\$v|$v",
        "'$v'|$v",
        "\"$v\"|value",
        "\"\\$v\"|$v",
        "\"a\\b\"|a\\b",
        "'a\\b'|a\\b",
        "a\\b|ab",
        "a\\ b|a b",
        "${v:-x}|value",
        "${unset:-x}|x",
        "${empty:-x}|x",
        "${empty-x}|",
        "${unset-x}|x",
        "${v:+x}|x",
        "${empty:+x}|",
        "${empty+x}|x",
        "${unset+x}|",
        "${unset:-$v}|value",
        "${unset:-${empty:-${v}}}|value",
        "${unset:-'a b'}|a b",
        "${v:?no}|value",
        "${empty?no}|",
        "${path#*/}|a/b/c.tar.gz",
        "${path##*/}|c.tar.gz",
        "${path%.*}|/a/b/c.tar",
        "${path%%.*}|/a/b/c",
        "${path#x}|/a/b/c.tar.gz",
        "${path/b/X}|/a/X/c.tar.gz",
        "${path//\\//_}|_a_b_c.tar.gz",
        "${v//?/x}|xxxxx",
        "${v/l*/}|va",
        "${unset#x}|",
        "$|$",
        "a$|a$",
        "$ a|$ a",
        "$1|",
        "${v#$n}|alue",
        "x\\|x",
      })
  void meansWhatTheReferenceSays(String text, String expected) {
    assertThat(BACKSLASH.expand(text, VALUES::get)).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "${v|syntax error: missing '}'",
        "${|syntax error: missing '}'",
        "${}|syntax error: bad substitution",
        "${v:}|unsupported modifier (:}) in substitution",
        "${v:x}|unsupported modifier (:x) in substitution",
        "${v^}|unsupported modifier (^) in substitution",
        "${v:-x|syntax error: missing '}'",
        "${unset:?}|unset: not allowed to be empty",
        "${unset?}|unset: not allowed to be unset",
        "${empty:?must be given}|empty: must be given",
        "'a|unexpected end of statement while looking for matching single-quote",
        "\"a|unexpected end of statement while looking for matching double-quote",
      })
  void whatMakesNoSenseIsSaid(String text, String message) {
    assertThatThrownBy(() -> BACKSLASH.expand(text, VALUES::get))
        .isInstanceOf(BadSubstitutionException.class)
        .hasMessage(message);
  }

  @Test
  void blanksSplitWordsUnlessTheyAreQuoted() {
    assertThat(BACKSLASH.words("a  b $two \"$two\" '' x\\ y", VALUES::get))
        .containsExactly("a", "b", "one", "two", "one  two", "", "x y");
    assertThat(BACKSLASH.words("$empty", VALUES::get)).isEmpty();
  }

  @Test
  void inHereDocumentsQuotesMeanNothing() {
    assertThat(BACKSLASH.expandLines("it's \"$v\" \\$v a\\b\\\\c\n", VALUES::get))
        .isEqualTo("it's \"value\" $v a\\b\\c\n");
  }

  @Test
  void theEscapeMayBeABacktick() {
    var expander = new Expander('`');

    assertThat(expander.expand("c:\\dir`$v", VALUES::get)).isEqualTo("c:\\dir$v");
  }

  @Test
  void plainReferencesToWhatIsNotSetAreHeardOf() {
    var missing = new ArrayList<String>();
    var variables =
        new Variables() {
          @Override
          public String get(String name) {
            return VALUES.get(name);
          }

          @Override
          public void missing(String name) {
            missing.add(name);
          }
        };

    BACKSLASH.expand("$v $one ${two2} ${three:-x} ${four+x}", variables);
    assertThat(missing).containsExactly("one", "two2");
  }

  @Test
  void noTextMakesItFailInAnotherWay() {
    var random = new Random(7);
    var pieces =
        List.of("$", "{", "}", "v", ":", "-", "?", "#", "%", "/", "*", "'", "\"", "\\", " ", "${v");
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      try {
        BACKSLASH.expand(text.toString(), VALUES::get);
        BACKSLASH.words(text.toString(), VALUES::get);
        BACKSLASH.expandLines(text.toString(), VALUES::get);
      } catch (BadSubstitutionException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }
}
