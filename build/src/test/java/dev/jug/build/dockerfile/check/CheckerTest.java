package dev.jug.build.dockerfile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.oci.image.Platform;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerTest {
  private static final String BREAK = "~";

  private static List<Finding> check(String text) {
    return Checker.check(Dockerfile.parse("Dockerfile", text.replace(BREAK, "\n")));
  }

  private static String titles(String text) {
    return String.join(
        " ", new TreeSet<>(check(text).stream().map(finding -> finding.rule().title()).toList()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "FROM a AS Build|StageNameCasing",
        "FROM a as build|FromAsCasing",
        "from a as build|",
        "FROM a~RUN b \\~~ c|NoEmptyContinuation",
        "FROM a~RUN <<E~~x~E|",
        "FROM a~RUN b~run c|ConsistentInstructionCasing",
        "FROM a~Run c|ConsistentInstructionCasing",
        "FROM a AS x~FROM b AS x|DuplicateStageName",
        "FROM a AS scratch|ReservedStageName",
        "FROM a AS context|ReservedStageName",
        "FROM a~CMD b|JSONArgsRecommended",
        "FROM a~ENTRYPOINT b|JSONArgsRecommended",
        "FROM a~SHELL [\"/bin/bash\", \"-c\"]~CMD b|",
        "FROM a~CMD [\"b\"]|",
        "FROM a~MAINTAINER me|MaintainerDeprecated",
        "FROM a:$V|InvalidDefaultArgInFrom UndefinedArgInFrom",
        "ARG V~FROM a:$V|InvalidDefaultArgInFrom",
        "ARG V=1~FROM a:$V|",
        "ARG V~FROM ${V:-a}|",
        "FROM a~WORKDIR b|WorkdirRelativePath",
        "FROM a~WORKDIR /b~WORKDIR c|",
        "FROM a AS x~WORKDIR /b~FROM x~WORKDIR c|",
        "FROM scratch~COPY a $b|UndefinedVar",
        "FROM a~ENV PATH=$PAHT:/b|UndefinedVar",
        "FROM a~ENV PATH=/b:$PATH|",
        "FROM a~ARG b~USER $b|",
        "FROM a~USER $JAVA_HOME|",
        "FROM a~CMD [\"b\"]~CMD [\"c\"]|MultipleInstructionsDisallowed",
        "FROM a~ENTRYPOINT [\"b\"]~ENTRYPOINT [\"c\"]|MultipleInstructionsDisallowed",
        "FROM a~ENV b c|LegacyKeyValueFormat",
        "FROM a~LABEL b c|LegacyKeyValueFormat",
        "FROM --platform=$TARGETPLATFORM a|RedundantTargetPlatform",
        "FROM --platform=$BUILDPLATFORM a|",
        "FROM --platform=linux/amd64 a|FromPlatformFlagConstDisallowed",
        "FROM a~ENV DB_PASSWORD=x|SecretsUsedInArgOrEnv",
        "FROM a~ARG API_TOKEN|SecretsUsedInArgOrEnv",
        "FROM a~ARG PUBLIC_KEY~ENV KEYBOARD=us|",
        "FROM a~EXPOSE 80/TCP|ExposeProtoCasing",
        "FROM a~EXPOSE 127.0.0.1:80:80|ExposeInvalidFormat",
        "FROM a~EXPOSE 80/tcp 90|",
        "# check=experimental=all~# about~FROM a AS b|InvalidDefinitionDescription",
        "# check=experimental=all~# b is for c~FROM a AS b|",
        "# nothing~# about~FROM a AS b|",
        "# check=skip=StageNameCasing~FROM a as B|FromAsCasing",
        "# check=skip=all~FROM a as B|",
      })
  void eachRuleFindsWhatItIsAbout(String text, String expected) {
    assertThat(titles(text)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void findingsHavePlaceAndDetail() {
    var finding = check("FROM a~~ENV b c").getFirst();

    assertThat(finding.range().start().line()).isEqualTo(3);
    assertThat(finding.detail()).contains("\"ENV key=value\" should be used");
    assertThat(finding.rule().description()).isNotEmpty();
  }

  @Test
  void copyingWhatTheContextLeavesOutIsNamed() {
    var text =
        "FROM a\nCOPY secret.txt ./dir/x .\nADD http://h/secret.txt .\nCOPY --from=b secret.txt .\n";
    var ignored = IgnoreRules.parse(".dockerignore", "*.txt\nother\n");

    assertThat(
            Checker.check(Dockerfile.parse("Dockerfile", text), CheckOptions.parse(null), ignored))
        .extracting(Finding::detail)
        .containsExactly(
            "Attempting to COPY file \"secret.txt\" that is excluded by .dockerignore");
  }

  @Test
  void aBaseImageForAnotherPlatformIsNamed() {
    var from = Dockerfile.parse("Dockerfile", "FROM a").stages().getFirst().from();
    var amd = Platform.parse("linux/amd64");

    assertThat(PlatformCheck.check(from, amd, Platform.parse("linux/arm64"))).isPresent();
    assertThat(PlatformCheck.check(from, amd, amd)).isEmpty();
  }

  @Test
  void theDirectiveIsReadWithItsParts() {
    assertThat(CheckOptions.parse("skip=A, B ; error=true"))
        .isEqualTo(new CheckOptions(Set.of("a", "b"), Set.of(), true));
    assertThat(CheckOptions.parse("nonsense;error=false").error()).isFalse();
  }

  @Test
  void everyRuleHasANameOfItsOwn() {
    assertThat(Arrays.stream(Rule.values()).map(Rule::title)).doesNotHaveDuplicates();
    assertThat(EnumSet.allOf(Rule.class)).hasSize(22);
  }
}
