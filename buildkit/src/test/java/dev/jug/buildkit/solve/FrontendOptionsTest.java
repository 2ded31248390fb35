package dev.jug.buildkit.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.attest.AttestWish.Detail;
import dev.jug.buildkit.progress.Failures;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.ResourceLimit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontendOptionsTest {
  private static FrontendOptions of(String... pairs) {
    var options = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      options.put(pairs[i], pairs[i + 1]);
    }
    return new FrontendOptions(options);
  }

  @Test
  void withoutOptionsItIsTheDockerfileOfTheContext() {
    var options = of();
    options.check();
    assertThat(options.filename()).isEqualTo("Dockerfile");
    assertThat(options.dockerfileDirectory()).isEqualTo("dockerfile");
    assertThat(options.contextDirectory()).isEqualTo("context");
    assertThat(options.usesCache()).isTrue();
    assertThat(options.pulls()).isFalse();
    assertThat(options.plan(options.platforms().getFirst()).target()).isNull();
  }

  @Test
  void argumentsLabelsAndContextsAreToldApart() {
    var options =
        of(
            "build-arg:A", "1",
            "build-arg:BUILDKIT_INLINE_CACHE", "1",
            "label:L", "2",
            "context:src", "local:src-1",
            "context:base", "docker-image://debian:13",
            "context:far", "https://example.org/x.git",
            "target", "last");
    assertThat(options.plan(options.platforms().getFirst()).buildArgs())
        .isEqualTo(Map.of("A", "1"));
    assertThat(options.labels()).isEqualTo(Map.of("L", "2"));
    assertThat(options.directories()).isEqualTo(Map.of("src", "src-1"));
    assertThat(options.addresses()).containsOnlyKeys("far");
    assertThat(options.plan(options.platforms().getFirst()).contexts())
        .containsExactlyInAnyOrder("src", "far");
    assertThat(options.plan(options.platforms().getFirst()).images())
        .isEqualTo(Map.of("base", "debian:13"));
    assertThat(options.plan(options.platforms().getFirst()).target()).isEqualTo("last");
  }

  @Test
  void limitsAreTaken() {
    var limits =
        of(
                "add-hosts", "a=1.2.3.4,b=[::1]",
                "ulimit", "nofile=10:20,nproc=7",
                "shm-size", "1024",
                "force-network-mode", "none")
            .limits();
    assertThat(limits.network().extraHosts()).containsExactly("a:1.2.3.4", "b:::1");
    assertThat(limits.ulimits())
        .containsExactly(new ResourceLimit("nofile", 10, 20), new ResourceLimit("nproc", 7, 7));
    assertThat(limits.shmSize()).isEqualTo(1024);
    assertThat(limits.mode()).isEqualTo(NamespaceMode.parseNetwork("none"));
  }

  @Test
  void attestationsAreMadeIfSomebodyAsksForThem() {
    assertThat(of("attest:provenance", "mode=min,inline-only=true").attests().any()).isFalse();
    assertThat(of("attest:provenance", "mode=max").attests().provenance()).isEqualTo(Detail.MAX);
    assertThat(of("attest:sbom", "").attests().sbom()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "requestid, frontend.lint, --check",
  })
  void whatIsNotThereIsRefusedWithWhatToDo(String name, String value, String why) {
    assertThatThrownBy(() -> of(name, value).check())
        .satisfies(e -> assertThat(Failures.text((Exception) e)).contains(why));
  }

  @ParameterizedTest
  @CsvSource({
    "add-hosts, =1.2.3.4",
    "ulimit, nofile",
    "shm-size, much",
    "platform, linux/",
    "context:x, input:y",
  })
  void whatMakesNoSenseIsRefused(String name, String value) {
    var options = of(name, value);
    assertThatThrownBy(
            () -> {
              options.limits();
              options.plan(options.platforms().getFirst());
            })
        .hasMessageContaining(value);
  }
}
