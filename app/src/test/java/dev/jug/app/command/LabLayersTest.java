package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Layers and networks by hand, as somebody reads them. */
@EndToEnd
class LabLayersTest {
  private static Jug jug;

  @BeforeAll
  static void open() {
    jug = new Jug();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @Test
  void changesGoToTheUpperLayer() throws IOException {
    var shown = jug.run("lab", "layers").ok().out();
    assertThat(shown)
        .contains("tree/hello: of top: the upper layer is first")
        .contains("tree/etc: motd shells users: directories are merged")
        .contains("changes: nothing: reading copies nothing")
        .contains("changes/etc/users: root guest\n")
        .contains("base/etc/users: root: as it was")
        .contains("changes/etc/motd: character device 0:0, a whiteout")
        .contains("tree/etc: shells users\n")
        .contains("base/etc/motd: welcome: still there")
        .contains("changes/old: y\n", "tree/old: nothing: what is below", "base/old: one\n")
        .containsPattern("by renameat2\\(2\\)\n +→ (EXDEV, |redirect_dir is on)")
        .contains("/mountinfo: overlay overlay rw,lowerdir=top:base,upperdir=changes")
        .endsWith("layers: 0 files\n");
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain("/lab-");
  }

  @DisplayName("B12: branches of aufs are tried, and the same is had of overlayfs")
  @Test
  void branchesOfAufs() throws IOException {
    var shown = jug.run("lab", "layers").ok().out();
    var aufs = Files.readString(Path.of("/proc/filesystems")).contains("\taufs\n");
    assertThat(shown)
        .contains("-o br=changes=rw:top=ro+wh:base=ro aufs tree")
        .contains(aufs ? "this kernel has aufs" : "ENODEV, No such device: this kernel has no aufs")
        .contains("-o ro,lowerdir=changes:top:base tree")
        .contains("tree: etc/ etc/shells etc/users hello lib/ lib/code old/\n")
        .contains("touch tree/new: EROFS");
  }

  @Test
  void twoFindEachOtherAtABridge() {
    var shown = jug.run("lab", "bridge").ok().out();
    assertThat(shown)
        .containsPattern("→ left: lo, in net:\\[\\d+]")
        .contains("left asks 10.0.0.3: Network is unreachable")
        .contains("→ hub: lo, br0 (bridge)\n")
        .contains("left (veth), a port of br0, right (veth), a port of br0")
        .contains("ip -n left route: 10.0.0.0/24 dev eth0 src 10.0.0.2")
        .contains("right hears 5 bytes of 10.0.0.2, and left hears the answer")
        .containsPattern("ip -n left neighbour: 10\\.0\\.0\\.3 dev eth0 lladdr \\S+ REACHABLE")
        .containsPattern("bridge -n hub fdb: \\S+ is behind port left, it is left's")
        .containsPattern("bridge -n hub fdb: \\S+ is behind port right, it is right's")
        .containsPattern("nothing is heard within \\d+ ms\n.*counter packets 1\n")
        .endsWith("devices of the machine that were not there before: 0\n");
    assertThat(shown.substring(shown.indexOf("without it")))
        .contains("right hears 5 bytes of 10.0.0.2, and left hears the answer");
  }
}
