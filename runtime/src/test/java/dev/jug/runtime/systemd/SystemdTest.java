package dev.jug.runtime.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.runtime.dbus.Variant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears from us, and what we make of its answers. */
class SystemdTest {
  private static final String UNIT = "jug-1.scope";
  private static final List<Property> LIMIT = List.of(Property.number("MemoryMax", 4096));

  @TempDir Path folder;

  @Test
  void aUnitIsThereWhenItsJobIsDone() {
    try (var fake = new FakeSystemd(folder, false);
        var systemd = Systemd.connect(fake.socket())) {
      systemd.startTransient(UNIT, LIMIT);

      assertThat(fake.methods()).containsExactly("StartTransientUnit");
      assertThat(fake.calls().getFirst().path()).isEqualTo("/org/freedesktop/systemd1");
      assertThat(fake.calls().getFirst().body())
          .containsExactly(
              UNIT, "replace", List.of(List.of("MemoryMax", new Variant("t", 4096L))), List.of());
    }
  }

  @Test
  void onABusWeSayHelloAndAskForSignals() {
    try (var fake = new FakeSystemd(folder, true);
        var systemd = Systemd.connect(fake.socket())) {
      systemd.stop(UNIT);

      assertThat(fake.methods()).containsExactly("Hello", "AddMatch", "Subscribe", "StopUnit");
      assertThat(fake.calls().get(1).body().getFirst()).asString().contains("member='JobRemoved'");
    }
  }

  @Test
  void aUnitThatFailedEarlierIsForgotten() {
    try (var fake = new FakeSystemd(folder, false);
        var systemd = Systemd.connect(fake.socket())) {
      fake.failOnce("StartTransientUnit", "org.freedesktop.systemd1.UnitExists");

      systemd.startTransient(UNIT, LIMIT);

      assertThat(fake.methods())
          .containsExactly("StartTransientUnit", "ResetFailedUnit", "StartTransientUnit");
    }
  }

  @Test
  void aJobThatFailsIsAnError() {
    try (var fake = new FakeSystemd(folder, false);
        var systemd = Systemd.connect(fake.socket())) {
      fake.jobsEndWith("failed");

      assertThatThrownBy(() -> systemd.startTransient(UNIT, LIMIT))
          .isInstanceOf(SystemdException.class)
          .hasMessage("unit jug-1.scope: systemd's job ended with \"failed\"");
    }
  }

  @Test
  void anErrorHasSystemdsWords() {
    try (var fake = new FakeSystemd(folder, false);
        var systemd = Systemd.connect(fake.socket())) {
      fake.failOnce("SetUnitProperties", "org.freedesktop.DBus.Error.PropertyReadOnly");

      assertThatThrownBy(() -> systemd.setProperties(UNIT, LIMIT))
          .isInstanceOf(SystemdException.class)
          .hasMessage("systemd does not change unit jug-1.scope: SetUnitProperties: no such luck");
      systemd.setProperties(UNIT, LIMIT);
      assertThat(fake.calls().getLast().body().get(1)).isEqualTo(true);
    }
  }

  @Test
  void whatIsNotThereNeedsNoStopping() {
    try (var fake = new FakeSystemd(folder, false);
        var systemd = Systemd.connect(fake.socket())) {
      fake.failOnce("StopUnit", "org.freedesktop.systemd1.NoSuchUnit");
      fake.failOnce("ResetFailedUnit", "org.freedesktop.systemd1.NoSuchUnit");

      systemd.stop(UNIT);
      systemd.resetFailed(UNIT);

      assertThat(systemd.version()).isEqualTo(252);
    }
  }

  @Test
  void nobodyListens() {
    var nobody = new SystemdSocket(folder.resolve("nobody"), false);

    assertThatThrownBy(() -> Systemd.connect(nobody))
        .isInstanceOf(SystemdException.class)
        .hasMessageStartingWith("cannot talk to systemd: connect(");
  }
}
