package dev.jug.build.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.output.Output.ToDirectory;
import dev.jug.build.output.Output.ToDockerArchive;
import dev.jug.build.output.Output.ToImages;
import dev.jug.build.output.Output.ToLayout;
import dev.jug.build.output.Output.ToTar;
import dev.jug.oci.image.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTextTest {
  private static final Reference A = Reference.parse("a:1");
  private static final Reference B = Reference.parse("b");

  @Test
  void eachTypeHasItsFields() {
    assertThat(Output.parse("type=oci,dest=x.tar,name=a:1"))
        .isEqualTo(new ToLayout("x.tar", true, A));
    assertThat(Output.parse("type=oci,dest=x,tar=false")).isEqualTo(new ToLayout("x", false, null));
    assertThat(Output.parse("type=docker,dest=x,name=a:1"))
        .isEqualTo(new ToDockerArchive("x", List.of(A)));
    assertThat(Output.parse("type=tar,dest=-")).isEqualTo(new ToTar("-"));
    assertThat(Output.parse("type=local,dest=out")).isEqualTo(new ToDirectory("out"));
  }

  @Test
  void theEngineGetsAnImageWithoutADestination() {
    assertThat(Output.parse("type=docker")).isEqualTo(new ToImages(List.of(), false));
    assertThat(Output.parse("type=image,\"name=a:1,b\",push=true"))
        .isEqualTo(new ToImages(List.of(A, B), true));
    assertThat(Output.parse("type=registry,name=b")).isEqualTo(new ToImages(List.of(B), true));
  }

  @Test
  void aPathAloneIsADirectoryAndADashAnArchive() {
    assertThat(Output.parse("out/files")).isEqualTo(new ToDirectory("out/files"));
    assertThat(Output.parse("-")).isEqualTo(new ToTar("-"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"type=oci", "type=zip,dest=x", "dest=x", "type=tar,x", "type=oci,dest=x,tar=no"})
  void whatMakesNoSenseIsRefused(String text) {
    assertThatThrownBy(() -> Output.parse(text))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining("invalid output '" + text + "'");
  }
}
