package dev.jug.engine.apparmor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.SecurityOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which profile a container gets, on machines made of a few files. */
class AppArmorTest {
  @TempDir Path root;

  private void has(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void active() throws IOException {
    has("sys/module/apparmor/parameters/enabled", "Y\n");
    has("sys/kernel/security/apparmor/profiles", "mine (enforce)\njug-default (enforce)\n");
  }

  /** A parser that says what it was asked, and refuses. */
  private void parser(String folder) throws IOException {
    has(folder + "/apparmor_parser", "#!/bin/sh\necho \"asked $*: $(head -n 1)\"; exit 1\n");
    var executable = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.setPosixFilePermissions(root.resolve(folder + "/apparmor_parser"), executable);
  }

  private static SecurityOptions options(boolean privileged, String... options) {
    return new SecurityOptions(List.of(), List.of(), privileged, false, List.of(options));
  }

  private AppArmor appArmor() {
    return AppArmor.of(root);
  }

  @Test
  @DisplayName(
      "G12: where AppArmor is not active there is no profile, and who asks for one hears that")
  void notActive() {
    assertThat(appArmor().profile(options(false))).isEmpty();
    assertThat(appArmor().profile(options(false, "apparmor=unconfined"))).isEmpty();
    assertThatCode(() -> appArmor().check(options(false, "apparmor=unconfined")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> appArmor().check(options(false, "apparmor=mine")))
        .isInstanceOf(EngineException.Unavailable.class)
        .hasMessageContaining("apparmor=mine: AppArmor is not active on this machine");
  }

  @Test
  void whatTheKernelHasIsNotAlwaysActive() throws IOException {
    parser("sbin");
    has("sys/module/apparmor/parameters/enabled", "Y\n");
    assertThat(appArmor().isActive()).as("without its files").isFalse();

    active();
    assertThat(appArmor().isActive()).isTrue();
    has("sys/module/apparmor/parameters/enabled", "N\n");
    assertThat(appArmor().isActive()).isFalse();
    assertThat(appArmor().profile(options(false))).isEmpty();
    assertThat(appArmor().profile(options(true))).isEmpty();
  }

  @Test
  void theDefaultNeedsAParser() throws IOException {
    active();
    assertThat(appArmor().profile(options(false))).isEmpty();
    assertThat(appArmor().profile(options(false, "apparmor=mine"))).contains("mine");

    parser("usr/sbin");
    assertThat(appArmor().profile(options(false))).contains("jug-default");
    assertThat(appArmor().profile(options(false, "apparmor="))).contains("jug-default");
  }

  @Test
  void whoIsPrivilegedIsNotConfinedUnlessSaid() throws IOException {
    active();
    parser("sbin");

    assertThat(appArmor().profile(options(true))).contains("unconfined");
    assertThat(appArmor().profile(options(true, "apparmor=mine"))).contains("mine");
    assertThat(appArmor().profile(options(false, "apparmor=a", "apparmor:b"))).contains("b");
  }

  @Test
  @DisplayName("G12: a profile that is not loaded is refused before anything is made")
  void whatIsNotLoadedIsRefused() throws IOException {
    active();

    assertThatCode(() -> appArmor().check(options(false, "apparmor=mine")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> appArmor().check(options(false, "apparmor=min")))
        .isInstanceOf(EngineException.Invalid.class)
        .hasMessageContaining("apparmor=min: there is no such AppArmor profile");

    Files.delete(root.resolve("sys/kernel/security/apparmor/profiles"));
    assertThatCode(() -> appArmor().check(options(false, "apparmor=min")))
        .as("nobody knows")
        .doesNotThrowAnyException();
  }

  @Test
  void theDefaultIsLoadedIfItIsMissing() throws IOException {
    active();
    parser("sbin");
    assertThatCode(() -> appArmor().ensure(options(false))).doesNotThrowAnyException();

    has("sys/kernel/security/apparmor/profiles", "mine (enforce)\n");
    assertThatCode(() -> appArmor().check(options(false, "apparmor=jug-default")))
        .doesNotThrowAnyException();
    assertThatCode(() -> appArmor().ensure(options(false, "apparmor=mine")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> appArmor().ensure(options(false)))
        .isInstanceOf(EngineException.Failed.class)
        .hasMessageContaining("asked --replace --skip-cache: profile jug-default flags=");
  }
}
