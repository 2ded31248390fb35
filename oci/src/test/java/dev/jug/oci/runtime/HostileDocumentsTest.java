package dev.jug.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is done to a document, it is read or refused with a sentence. */
class HostileDocumentsTest {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "0.1",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "123456789012345678901234567890",
          "\"" + "x".repeat(5000) + "\"",
          "{\"a\": 1, \"a\": 2}",
          "18446744073709551616",
          "[null]",
          "[{}]",
          "{\"\": null}");

  private final SpecCodec codec = new SpecCodec();
  private byte[] whole;

  @BeforeEach
  void load() throws IOException {
    try (var in = HostileDocumentsTest.class.getResourceAsStream("every-field.json")) {
      whole = Objects.requireNonNull(in).readAllBytes();
    }
  }

  private void readOrRefuse(byte[] json, String how) {
    try {
      assertThat(codec.read(json)).isNotNull();
    } catch (InvalidSpecException e) {
      assertThat(e.getMessage())
          .as(how)
          .matches("(?s)\\S.*: .+")
          .doesNotContain("java.", "dev.jug", "jackson", "Exception");
    } catch (RuntimeException e) {
      throw new AssertionError(how + " of\n" + new String(json, StandardCharsets.UTF_8), e);
    }
  }

  @Test
  void aDocumentThatEndsTooEarly() {
    for (int length = 0; length < whole.length - 1; length++) {
      readOrRefuse(Arrays.copyOf(whole, length), "cut at " + length);
    }
  }

  @Test
  void everyValueReplacedByEveryOther() {
    var text = new String(whole, StandardCharsets.UTF_8);
    for (int at = text.indexOf(": "); at >= 0; at = text.indexOf(": ", at + 1)) {
      int end = endOfValue(text, at + 2);
      for (var value : VALUES) {
        var changed = text.substring(0, at + 2) + value + text.substring(end);
        readOrRefuse(changed.getBytes(StandardCharsets.UTF_8), value + " at " + at);
      }
    }
  }

  /** Behind the value that begins here. */
  private static int endOfValue(String text, int begin) {
    int depth = 0;
    boolean string = false;
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      string ^= c == '"';
      depth += string ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (!string && (depth < 0 || (depth == 0 && (c == ',' || c == '}' || c == ']')))) {
        return depth < 0 || c == ',' ? i : i + 1;
      }
    }
    return text.length();
  }

  @Test
  void everyFieldIsReadAndWrittenAgain() {
    var spec = codec.read(whole);

    assertThat(codec.read(codec.write(spec))).isEqualTo(spec);
    Components.assertAllSet("spec", spec);
  }
}
