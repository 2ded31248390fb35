package dev.jug.engine.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.tar.Name;
import dev.jug.linux.fs.FileStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoversTest {
  private static final FileStatus FILE =
      new FileStatus(0100644, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, false);
  private static final FileStatus DIRECTORY =
      new FileStatus(040755, 2, 0, 0, 1, 1, 0, 0, 0, 0, 0, false);

  private static boolean isLeftOut(String path, FileStatus status) {
    return new Leftovers().test(Name.of(path), status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/null",
        "etc/apt/apt.conf.d/99mmdebstrap",
        "etc/apt/preferences.d/jug-nodejs",
        "etc/apt/sources.list.d/0000build.sources",
        "etc/hostname",
        "etc/resolv.conf",
        "proc/1",
        "run/lock/x",
        "tmp/apt.conf",
        "var/cache/apt/archives/less_590_amd64.deb",
        "var/cache/apt/pkgcache.bin",
        "var/cache/debconf/templates.dat-old",
        "var/cache/ldconfig/aux-cache",
        "var/lib/apt/lists/lock",
        "var/lib/apt/lists/m.example_dists_bookworm_InRelease",
        "var/lib/dbus/machine-id",
        "var/lib/dpkg/status-old",
        "var/log/apt/history.log",
        "var/log/dpkg.log",
        "var/tmp/x",
      })
  void tracesOfTheMakingAreLeftOut(String path) {
    assertThat(isLeftOut(path, FILE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "developer",
        "etc/apt/sources.list.d/debian.sources",
        "etc/machine-id",
        "etc/passwd-",
        "usr/lib/x-old",
        "var/cache/debconf/templates.dat",
        "var/lib/dpkg/status",
        "var/log/lastlog",
        "var/logs/x",
      })
  void whatPackagesMadeStays(String path) {
    assertThat(isLeftOut(path, FILE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dev", "proc", "run", "run/lock", "tmp", "var/cache/apt/archives", "var/log/apt"})
  void theirDirectoriesStay(String path) {
    assertThat(isLeftOut(path, DIRECTORY)).isFalse();
  }
}
