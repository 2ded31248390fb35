package dev.jug.build.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.error.DockerfileException;
import dev.jug.build.graph.TreeSource.Context;
import dev.jug.build.graph.TreeSource.Named;
import dev.jug.build.graph.TreeSource.OfImage;
import dev.jug.build.graph.TreeSource.OfStage;
import dev.jug.build.graph.TreeSource.Scratch;
import dev.jug.oci.image.Platform;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildPlanTest {
  private static final Platform AMD = Platform.parse("linux/amd64");
  private static final Platform ARM = Platform.parse("linux/arm64/v8");

  private static BuildPlan plan(String text) {
    return plan(text, null);
  }

  private static BuildPlan plan(String text, String target, String... args) {
    return plan(text, target, args(args), Set.of());
  }

  private static Map<String, String> args(String... args) {
    return args.length == 0 ? Map.of() : Map.of(args[0], args[1]);
  }

  private static BuildPlan plan(
      String text, String target, Map<String, String> args, Set<String> contexts) {
    var request = new PlanRequest(args, target, ARM, AMD, contexts);
    return BuildPlan.of(Dockerfile.parse("Dockerfile", text), request);
  }

  private static String needed(BuildPlan plan) {
    return String.join(" ", plan.needed().stream().map(PlannedStage::title).toList());
  }

  @Test
  void onlyWhatTheTargetNeedsIsPlannedInOrder() {
    var text =
        """
        FROM a AS one
        FROM b AS unused
        FROM c AS two
        COPY --from=one x y
        FROM d AS three
        RUN --mount=from=two,target=/x --mount=type=cache,from=img,target=/c z
        FROM three
        COPY --from=2 x y
        """;

    assertThat(needed(plan(text))).isEqualTo("one two three stage-4");
    assertThat(needed(plan(text, "TWO"))).isEqualTo("one two");
    assertThat(needed(plan(text, "1"))).isEqualTo("unused");
    assertThat(plan(text).all().get(3).sources())
        .containsExactlyInAnyOrder(new OfStage(2), new OfImage("img"));
  }

  @Test
  void whatFromNamesIsToldApart() {
    var stages = plan("FROM scratch AS s\nFROM S\nFROM later\nFROM x AS later\nFROM 0\n").all();

    assertThat(stages.stream().map(PlannedStage::base))
        .containsExactly(
            new Scratch(),
            new OfStage(0),
            new OfImage("later"),
            new OfImage("x"),
            new OfImage("0"));
  }

  @Test
  void namedContextsComeBeforeStagesAndImages() {
    var plan =
        plan(
            "FROM x AS base\nFROM base\nCOPY --from=lib a b\nCOPY c d\nRUN --mount=target=/m e\n",
            null,
            Map.of(),
            Set.of("base", "lib"));

    assertThat(needed(plan)).isEqualTo("stage-1");
    assertThat(plan.target().base()).isEqualTo(new Named("base"));
    assertThat(plan.target().sources()).containsExactlyInAnyOrder(new Named("lib"), new Context());
  }

  @Test
  void argumentsAboveTheFirstStageAreForFromAlone() {
    var text = "ARG V=1\nARG IMAGE=debian:$V\nFROM ${IMAGE}-x\nFROM --platform=$BUILDPLATFORM $V\n";

    assertThat(plan(text).all().get(0).base()).isEqualTo(new OfImage("debian:1-x"));
    assertThat(plan(text, null, "V", "2").all().get(0).base()).isEqualTo(new OfImage("debian:2-x"));
    assertThat(plan(text).all().get(0).platform()).isEqualTo(ARM);
    assertThat(plan(text).all().get(1).platform()).isEqualTo(AMD);
  }

  @Test
  void buildArgumentsThatNobodyAsksForAreNamed() {
    assertThat(plan("FROM a\nARG X\n", null, "x", "1").warnings())
        .containsExactly("[Warning] One or more build-args [x] were not consumed");
    assertThat(plan("FROM a\nARG x\n", null, "x", "1").warnings()).isEmpty();
    assertThat(plan("ARG x\nFROM a\n", null, "x", "1").warnings()).isEmpty();
    assertThat(plan("FROM a\n", null, "https_proxy", "1").warnings()).isEmpty();
    assertThat(plan("FROM a AS t\nFROM b\nARG x\n", "t", "x", "1").warnings()).hasSize(1);
  }

  @Test
  void aCircleIsRefusedWithItsWay() {
    var text = "FROM a AS one\nCOPY --from=two x y\nFROM b AS two\nCOPY --from=one x y\n";

    assertThatThrownBy(() -> plan(text))
        .isInstanceOfSatisfying(
            DockerfileException.class,
            wrong -> assertThat(wrong.advice()).isEqualTo("two needs one needs two"))
        .hasMessage("circular dependency detected on stage: two");
    assertThatThrownBy(() -> plan("FROM a AS x\nCOPY --from=x a b\n"))
        .hasMessage("circular dependency detected on stage: x");
  }

  @Test
  void whatDoesNotExistIsSaid() {
    assertThatThrownBy(() -> plan("FROM a AS x\n", "y"))
        .isInstanceOfSatisfying(
            DockerfileException.class,
            wrong -> assertThat(wrong.advice()).isEqualTo("stages are x"))
        .hasMessage("target stage \"y\" could not be found");
    assertThatThrownBy(() -> plan("FROM a\nCOPY --from=7 a b\n"))
        .hasMessage("invalid stage index 7");
    assertThatThrownBy(() -> plan("FROM $X\n")).hasMessage("base name ($X) should not be blank");
    assertThatThrownBy(() -> plan("FROM a\nCOPY --from=$x a b\n"))
        .hasMessageStartingWith("variable expansion is not supported for --from");
    assertThatThrownBy(() -> plan("FROM --platform=a/b/c/d a\n"))
        .hasMessageStartingWith("failed to parse platform a/b/c/d");
    assertThatThrownBy(() -> plan("FROM ${x:?tell}\n"))
        .hasMessage("failed to process \"${x:?tell}\": x: tell");
  }
}
