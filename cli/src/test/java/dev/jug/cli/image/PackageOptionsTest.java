package dev.jug.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.apt.AptRequest;
import dev.jug.engine.apt.AptVariant;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.Reference;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class PackageOptionsTest {
  private static final Reference NAME = Reference.parse("web:1");

  /** Picocli wants a command. */
  @Command
  private static final class Holder {}

  private static AptRequest request(@Nullable Reference name, String... words) {
    var options = new PackageOptions();
    new CommandLine(new Holder()).addMixin("options", options).parseArgs(words);
    return options.request("bookworm", name, Map.of());
  }

  @Test
  void withoutOptionsItIsCalledWhatItIsPulledBy() {
    assertThat(request(null).name().familiar()).isEqualTo("apt:bookworm");
    assertThat(request(null, "--variant", "minbase").variant()).isEqualTo(AptVariant.MINBASE);
  }

  @Test
  void packagesAreUnited() {
    assertThat(request(NAME, "--include", "less,curl", "--include", "less").packages())
        .containsExactly("curl", "less");
  }

  @Test
  void anotherImageNeedsAnotherName() {
    assertThat(request(NAME, "--variant", "essential").name()).isEqualTo(NAME);
    assertThatThrownBy(() -> request(null, "--variant", "essential")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> request(null, "--include", "less")).isInstanceOf(Invalid.class);
  }

  @Test
  void thereAreOnlySomeVariants() {
    assertThatThrownBy(() -> request(NAME, "--variant", "maxbase"))
        .hasMessageContaining("there is no variant \"maxbase\"");
  }
}
