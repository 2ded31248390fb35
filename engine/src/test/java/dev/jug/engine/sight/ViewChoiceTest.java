package dev.jug.engine.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.SecurityOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewChoiceTest {
  private static final ResourceOptions LIMITED =
      new ResourceOptions(64L << 20, null, null, null, null, null, null, null, null, null);
  private static final Map<String, String> HOST = Map.of(ViewChoice.NAME, "host");

  private static ContainerRequestBuilder request() {
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of("true"));
  }

  private static boolean seesItself(ContainerRequestBuilder request, String usual) {
    var complete = ViewChoice.complete(request.build(), Optional.ofNullable(usual));
    return ViewChoice.seesItself(complete);
  }

  @Test
  void whoHasALimitSeesItself() {
    assertThat(seesItself(request().resources(LIMITED), null)).isTrue();
    assertThat(seesItself(request(), null)).isFalse();
  }

  @Test
  void whoSharesABudgetSeesItself() {
    assertThat(seesItself(request().cgroupParent("/jug/rc-jobs/rc-day"), null)).isTrue();
    assertThat(seesItself(request().cgroupParent("/kubepods/pod1"), null)).isFalse();
  }

  @Test
  void theAdministratorMaySayOtherwise() {
    assertThat(seesItself(request().resources(LIMITED), "host")).isFalse();
    assertThat(seesItself(request(), "container")).isTrue();
  }

  @Test
  void whoeverAsksGetsIt() {
    assertThat(seesItself(request().resources(LIMITED).annotations(HOST), "container")).isFalse();
    assertThat(seesItself(request().resources(LIMITED).labels(HOST), null)).isFalse();
    var itself = Map.of(ViewChoice.NAME, "container");
    assertThat(seesItself(request().annotations(itself), "host")).isTrue();
  }

  @Test
  void whoHasAllOfProcSeesTheMachineIfNobodyAsks() {
    var privileged = new SecurityOptions(List.of(), List.of(), true, false, List.of());
    assertThat(seesItself(request().resources(LIMITED).security(privileged), null)).isFalse();
  }

  @Test
  void whatWasDecidedIsInTheRequest() {
    var complete = ViewChoice.complete(request().resources(LIMITED).build(), Optional.empty());
    assertThat(complete.annotations()).containsEntry(ViewChoice.NAME, "container");
  }

  @Test
  void anythingElseIsRefused() {
    var odd = request().annotations(Map.of(ViewChoice.NAME, "both")).build();
    assertThatThrownBy(() -> ViewChoice.complete(odd, Optional.empty()))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("both");
  }
}
