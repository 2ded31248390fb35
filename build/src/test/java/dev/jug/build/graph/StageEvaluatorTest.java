package dev.jug.build.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Mount;
import dev.jug.build.error.DockerfileException;
import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageEvaluatorTest {
  private static final String PATH = StageStart.PATH;

  private static EvaluatedStage evaluate(String text, Map<String, String> args, StageStart base) {
    var amd = Platform.parse("linux/amd64");
    var request = new PlanRequest(args, null, amd, amd, Set.of());
    var plan = BuildPlan.of(Dockerfile.parse("Dockerfile", text), request);
    return plan.evaluate(plan.target(), base);
  }

  private static EvaluatedStage evaluate(String lines) {
    return evaluate("FROM base\n" + lines, Map.of(), StageStart.image(ContainerConfig.NONE));
  }

  private static <T extends Step> T last(Class<T> type, EvaluatedStage stage) {
    return type.cast(stage.steps().getLast());
  }

  private static String history(String lines) {
    return evaluate(lines).steps().getLast().label().createdBy();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "RUN a  b|RUN /bin/sh -c a  b # buildkit",
        "RUN [\"a\", \"b\"]|RUN a b # buildkit",
        "COPY a b|COPY a /b # buildkit",
        "COPY --chown=1 --from=x a b /c/|COPY --chown=1 a b /c/ # buildkit",
        "ADD http://a/b c|ADD http://a/b /c # buildkit",
        "WORKDIR w|WORKDIR /w",
        "CMD [\"a\", \"b\\\"c\"]|CMD [\"a\" \"b\\\"c\"]",
        "CMD a b|CMD [\"/bin/sh\" \"-c\" \"a b\"]",
        "ENTRYPOINT [\"a\"]|ENTRYPOINT [\"a\"]",
        "ENV a=b c='d e'|ENV a=b c=d e",
        "LABEL a=b|LABEL a=b",
        "ARG a=b c|ARG a=b c",
        "EXPOSE 80 443/UDP|EXPOSE [80/tcp 443/udp]",
        "VOLUME /a /b|VOLUME [/a /b]",
        "USER me|USER me",
        "SHELL [\"/bin/bash\", \"-c\"]|SHELL [/bin/bash -c]",
        "STOPSIGNAL SIGQUIT|STOPSIGNAL SIGQUIT",
        "ONBUILD RUN x|ONBUILD RUN x",
        "MAINTAINER me|MAINTAINER me",
        "HEALTHCHECK NONE|HEALTHCHECK &{[\"NONE\"] \"0s\" \"0s\" \"0s\" \"0s\" '\\x00'}",
        "HEALTHCHECK --interval=90s --retries=3 CMD c|HEALTHCHECK &{[\"CMD-SHELL\" \"c\"] \"1m30s\""
            + " \"0s\" \"0s\" \"0s\" '\\x03'}",
      })
  void theHistoryIsBuildKits(String line, String expected) {
    assertThat(history(line)).isEqualTo(expected);
  }

  @Test
  void progressCountsWhatCostsTime() {
    var stage = evaluate("ENV a=b\nRUN x\nWORKDIR /w\nCOPY a b\n");

    assertThat(stage.steps().stream().map(step -> step.label().progress()))
        .containsExactly("ENV a=b", "[2/4] RUN x", "[3/4] WORKDIR /w", "[4/4] COPY a b");
    var two = evaluate("FROM b AS x\nRUN y\n", Map.of(), StageStart.scratch());
    assertThat(two.steps().getFirst().label().progress()).isEqualTo("[x 2/2] RUN y");
  }

  @Test
  void theEnvironmentIsOverArgumentsWhateverTheOrder() {
    var run = last(RunStep.class, evaluate("ENV v=env\nARG v=arg\nARG w=$v\nRUN x"));

    assertThat(run.env()).contains("v=env", "w=env", PATH);
    assertThat(run.config().env()).containsExactly(PATH, "v=env");
    assertThat(run.label().createdBy()).isEqualTo("RUN |2 v=arg w=env /bin/sh -c x # buildkit");
  }

  @Test
  void argumentsAreWhatIsGivenThenTheDefaultThenTheGlobalOne() {
    var text =
        "ARG g=global\nARG h=h\nFROM base\nARG g\nARG h=own\nARG i=i\nARG TARGETARCH\nARG no\n";
    var args = evaluate(text, Map.of("i", "given"), StageStart.image(ContainerConfig.NONE)).args();

    assertThat(args)
        .isEqualTo(Map.of("g", "global", "h", "own", "i", "given", "TARGETARCH", "amd64"));
  }

  @Test
  void anArgumentIsNotThereBeforeItIsDeclared() {
    var stage =
        evaluate(
            "FROM base\nENV before=$a\nARG a\nENV after=$a\n",
            Map.of("a", "1"),
            StageStart.image(ContainerConfig.NONE));

    assertThat(stage.config().env()).containsExactly(PATH, "before=", "after=1");
  }

  @Test
  void proxiesReachCommandsButNoImage() {
    var run =
        last(
            RunStep.class,
            evaluate(
                "FROM base\nRUN x\n",
                Map.of("HTTP_PROXY", "p"),
                StageStart.image(ContainerConfig.NONE)));

    assertThat(run.proxies()).containsExactly("HTTP_PROXY=p");
    assertThat(run.env()).containsExactly(PATH);
    assertThat(run.label().createdBy()).doesNotContain("PROXY");
  }

  @Test
  void oneInstructionSeesTheVariablesFromBeforeIt() {
    var stage = evaluate("ENV a=1\nENV a=2 b=$a\nENV PATH=/x:$PATH c=\"$a $b\"\n");

    assertThat(stage.config().env())
        .containsExactly(PATH.replace("=", "=/x:"), "a=2", "b=1", "c=2 1");
  }

  @Test
  void aBaseThatSaysNotWhereProgramsAreHasTheUsualPath() {
    var own = List.of("a=1", "PATH=/own");
    var config = ContainerConfig.NONE.withEnv(own);

    assertThat(evaluate("").config().env()).containsExactly(PATH);
    assertThat(evaluate("FROM base\n", Map.of(), StageStart.image(config)).config().env())
        .isEqualTo(own);
  }

  @Test
  void pathsAreBelowTheWorkingDirectory() {
    var stage = evaluate("ENV d=sub\nWORKDIR /a\nWORKDIR $d/../b\nCOPY x ./y/\nRUN z");

    assertThat(last(RunStep.class, stage).cwd()).isEqualTo("/a/b");
    var copy = (CopyStep) stage.steps().get(3);
    assertThat(copy.destination()).isEqualTo("/a/b/y/");
    assertThat(last(CopyStep.class, evaluate("WORKDIR /a\nCOPY x .")).destination())
        .isEqualTo("/a/");
    assertThat(last(CopyStep.class, evaluate("COPY /x /../y /")).sources())
        .containsExactly("x", "y");
    assertThat(last(CopyStep.class, evaluate("COPY --parents /a/./b/c/ /")).sources())
        .containsExactly("a/./b/c");
  }

  @Test
  void aHereDocumentAloneIsAScript() {
    var plain = last(RunStep.class, evaluate("RUN <<EOF\necho $x\nEOF"));
    assertThat(plain.argv()).containsExactly("/bin/sh", "-c", "echo $x\n");

    var program = last(RunStep.class, evaluate("RUN <<EOF\n#!/usr/bin/env python3\nx\nEOF"));
    assertThat(program.argv()).containsExactly("/dev/pipes/EOF");
    assertThat(program.scripts())
        .containsExactly(new InlineFile("/dev/pipes/EOF", "#!/usr/bin/env python3\nx\n", 0755));

    var input = last(RunStep.class, evaluate("RUN cat <<EOF > f\nx\nEOF"));
    assertThat(input.argv()).containsExactly("/bin/sh", "-c", "cat <<EOF > f\nx\nEOF");
  }

  @Test
  void copiedHereDocumentsAreExpandedUnlessTheWordIsQuoted() {
    var copy = last(CopyStep.class, evaluate("ENV v=1\nCOPY <<a <<\"b\" /d/\n$v\na\n$v\nb"));

    assertThat(copy.files())
        .containsExactly(new InlineFile("a", "1\n", 0644), new InlineFile("b", "$v\n", 0644));
  }

  @Test
  void mountsAreExpandedAndBelowTheWorkingDirectory() {
    var run =
        last(
            RunStep.class,
            evaluate(
                "ENV d=cache\nWORKDIR /w\nRUN --mount=type=cache,target=$d --mount=target=/c x"));

    assertThat(run.mounts().get(0).mount().target()).isEqualTo("/w/cache");
    assertThat(((Mount.Cache) run.mounts().get(0).mount()).id()).isEqualTo("/w/cache");
    assertThat(run.mounts().get(1).source()).isEqualTo(new TreeSource.Context());
  }

  @Test
  void aNewEntryPointDropsTheCommandOfTheBase() {
    var base = StageStart.image(ContainerConfig.NONE.withCmd(List.of("old")));

    assertThat(evaluate("FROM b\nENTRYPOINT [\"e\"]\n", Map.of(), base).config().cmd()).isEmpty();
    assertThat(evaluate("FROM b\nCMD [\"c\"]\nENTRYPOINT [\"e\"]\n", Map.of(), base).config().cmd())
        .containsExactly("c");
    assertThat(evaluate("FROM b\nUSER u\n", Map.of(), base).config().cmd()).containsExactly("old");
  }

  @Test
  void theShellIsForLinesBelowIt() {
    var stage = evaluate("CMD one\nSHELL [\"/bin/bash\", \"-ec\"]\nRUN x\n");

    assertThat(stage.config().cmd()).containsExactly("/bin/sh", "-c", "one");
    assertThat(stage.config().shell()).containsExactly("/bin/bash", "-ec");
    assertThat(last(RunStep.class, stage).argv()).containsExactly("/bin/bash", "-ec", "x");
  }

  @Test
  void theTriggersOfTheBaseComeFirstAndOnlyOnce() {
    var base =
        StageStart.image(ContainerConfig.NONE.withOnBuild(List.of("RUN first", "COPY . /src")));
    var stage = evaluate("FROM b\nRUN second\nONBUILD RUN later\n", Map.of(), base);

    assertThat(stage.steps().stream().map(step -> step.label().progress()))
        .containsExactly(
            "[2/4] RUN first", "[3/4] COPY . /src", "[4/4] RUN second", "ONBUILD RUN later");
    assertThat(stage.config().onBuild()).containsExactly("RUN later");
  }

  @Test
  void aStageHandsItsArgumentsOn() {
    var first = evaluate("ARG a=1\nENV e=2\n");
    var next = evaluate("FROM b\nUSER $a$e\n", Map.of(), StageStart.stage(first));

    assertThat(next.config().user()).isEqualTo("12");
  }

  @Test
  void configurationGathers() {
    var config =
        evaluate(
                """
                EXPOSE 80 90-91/udp
                VOLUME /v
                LABEL a=1 b=2
                LABEL a=3
                STOPSIGNAL 9
                HEALTHCHECK --timeout=3s CMD ["t"]
                """)
            .config();

    assertThat(config.exposedPorts()).containsOnlyKeys("80/tcp", "90/udp", "91/udp");
    assertThat(config.volumes()).containsOnlyKeys("/v");
    assertThat(config.labels()).isEqualTo(Map.of("a", "3", "b", "2"));
    assertThat(config.stopSignal()).isEqualTo("9");
    assertThat(config.healthcheck().test()).containsExactly("CMD", "t");
    assertThat(config.healthcheck().timeout()).isEqualTo(3_000_000_000L);
  }

  @Test
  void sourcesOfAddAreToldApart() {
    var add =
        last(
            AddStep.class,
            evaluate(
                "ADD a.tar https://h/f https://h/r.git#v1:sub git@h:o/r.git git://h/r#:d /x/"));

    assertThat(add.sources())
        .containsExactly(
            new AddSource.Local("a.tar"),
            new AddSource.Remote("https://h/f"),
            new AddSource.Git("https://h/r.git", "v1", "sub"),
            new AddSource.Git("git@h:o/r.git", null, null),
            new AddSource.Git("git://h/r", null, "d"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "COPY a b c|When using COPY with more than one source file, the destination must be a"
            + " directory and end with a /",
        "EXPOSE x|invalid containerPort: x",
        "EXPOSE 70000|invalid containerPort: 70000",
        "STOPSIGNAL SIGNO|Invalid signal: SIGNO",
        "RUN []|RUN requires at least one argument",
        "USER ${u:?who}|failed to process \"${u:?who}\": u: who",
        "ADD --checksum=sha256:0 a b|checksum can't be specified for non-HTTP(S) sources",
        "ADD --checksum=x http://a/b c|invalid checksum digest format: x",
      })
  void whatMakesNoSenseIsSaidWithItsLine(String line, String message) {
    assertThatThrownBy(() -> evaluate(line))
        .isInstanceOfSatisfying(
            DockerfileException.class,
            wrong -> {
              assertThat(wrong.line()).isEqualTo(2);
              assertThat(wrong.text()).isEqualTo(line);
            })
        .hasMessage(message);
  }

  @Test
  void aTriggerThatIsNoInstructionIsTheBasesFault() {
    var base = StageStart.image(ContainerConfig.NONE.withOnBuild(List.of("RNU x")));

    assertThatThrownBy(() -> evaluate("FROM b\n", Map.of(), base))
        .hasMessageStartingWith("the base image's trigger \"RNU x\" is no instruction");
  }
}
