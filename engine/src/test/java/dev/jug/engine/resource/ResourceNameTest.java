package dev.jug.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNameTest {
  @Test
  void aNameIsAPath() {
    var name = new ResourceName("jobs/night/db");

    assertThat(name.chain())
        .containsExactly(name, new ResourceName("jobs/night"), new ResourceName("jobs"));
    assertThat(name.last()).isEqualTo("db");
    assertThat(name.isWithin(new ResourceName("jobs"))).isTrue();
    assertThat(name.isWithin(new ResourceName("job"))).isFalse();
    assertThat(name.group()).isEqualTo("/rc-jobs/rc-night/rc-db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "rc-x", "a/rc-b", "rc-a/rc-rc-b", "x-rc-y/z"})
  void aGroupTellsTheName(String text) {
    var name = new ResourceName(text);

    assertThat(ResourceName.ofGroup(name.group())).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jug", "/rc-", "/rc-a/b", "/rc-a/", "/rc-a/own", "rc-a"})
  void otherGroupsHaveNone(String group) {
    assertThat(ResourceName.ofGroup(group)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "a/", "/a", "a//b", "..", "a/..", "a b", "ä", "a/b/c/d/e/f/g/h/i"})
  void whatIsNoNameIsRefused(String text) {
    assertThatThrownBy(() -> new ResourceName(text)).isInstanceOf(Invalid.class);
  }
}
