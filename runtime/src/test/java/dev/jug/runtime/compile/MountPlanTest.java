package dev.jug.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.oci.runtime.IdMapping;
import dev.jug.oci.runtime.Mount;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How few calls a mount takes, and in which order they are. */
class MountPlanTest {
  private static List<String> bind(String options) {
    var mount = new Mount("/m", "bind", "/tmp", List.of(options.split(",")));
    return MountPlans.first(MountPlans.of(mount)).stream()
        .filter(op -> op.startsWith("mount_setattr") || op.startsWith("open_tree"))
        .map(op -> op.replaceAll(".*(\\{.*\\}).*", "$1"))
        .toList();
  }

  private static int index(Plan plan, String start) {
    for (int i = 0; i < plan.ops().size(); i++) {
      if (plan.ops().get(i).shown().startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("no " + start + " in\n" + plan.explain());
  }

  @Test
  void aBindIsTakenByTheLauncherAndPutInPlaceByTheChild() {
    var plan = MountPlans.of(new Mount("/m", "bind", "/tmp", List.of("bind", "ro")));

    assertThat(plan.ops().get(index(plan, "open_tree(AT_FDCWD, \"/tmp\"")).actor())
        .isEqualTo(Op.Actor.LAUNCHER);
    assertThat(index(plan, "open_tree(AT_FDCWD, \"/tmp\"")).isLessThan(index(plan, "clone3"));
    assertThat(plan.ops().get(index(plan, "move_mount(tree")).actor())
        .isEqualTo(Op.Actor.CONTAINER);
  }

  @Test
  void attributesAndPropagationAreOneCallWhereTheyCan() {
    assertThat(bind("bind")).containsExactly(clone("tmp"), "{set 0x0, clear 0x0, MS_PRIVATE}");
    assertThat(bind("bind,ro,rnosuid,slave"))
        .containsExactly(clone("tmp"), "{set 0x3, clear 0x0, MS_SLAVE}");
    assertThat(bind("rbind,rro")).last().isEqualTo("{set 0x1, clear 0x0, MS_PRIVATE}");
    assertThat(bind("rbind,rro")).hasSize(2);
    assertThat(bind("rbind,ro"))
        .endsWith("{set 0x1, clear 0x0}", "{set 0x0, clear 0x0, MS_PRIVATE}");
  }

  private static String clone(String source) {
    return "open_tree(AT_FDCWD, \"/" + source + "\", OPEN_TREE_CLONE|OPEN_TREE_CLOEXEC)";
  }

  @Test
  void unknownOptionsOfABindAreNobodys() {
    assertThat(bind("bind,z,mode=755")).isEqualTo(bind("bind"));
  }

  @Test
  void oneBearerServesAllMountsOfOneMap() {
    var map = List.of(new IdMapping(0, 1000, 10));
    var first = new Mount("/a", "bind", "/tmp", List.of(), map, map);
    var second = new Mount("/b", "bind", "/usr", List.of(), map, map);
    var plan = MountPlans.of(first, second);

    assertThat(plan.ops().stream().filter(op -> op.shown().contains("{CLONE_NEWUSER"))).hasSize(1);
    assertThat(
            plan.ops().stream()
                .map(Op::shown)
                .filter(op -> op.startsWith("mount_setattr") && op.contains("MOUNT_ATTR_IDMAP")))
        .hasSize(2);
    assertThat(plan.explain()).contains("\"0 1000 10\"").contains("EPIPE: go to");
    assertThat(plan.encode()).isNotEmpty();
  }

  @Test
  void aNamespaceThatIsJoinedHasTheMapAlready() {
    var bind = new Mount("/m", "bind", "/tmp", List.of("bind", "idmap"));
    var plan = MountPlans.joined("/proc/7/ns/user", bind);

    assertThat(MountPlans.first(plan))
        .anyMatch(op -> op.startsWith("openat(AT_FDCWD, \"/proc/7/ns/user\""))
        .noneMatch(op -> op.startsWith("clone3"));
  }

  @Test
  void labelsGoWhereTheKernelTakesThem() {
    assertLabelled("tmpfs", true);
    assertLabelled("ext4", true);
    assertLabelled("proc", false);
    assertLabelled("sysfs", false);
    assertLabelled("mqueue", false);
  }

  private static void assertLabelled(String type, boolean asOption) {
    var mount = new Mount("proc".equals(type) ? "/proc" : "/m", type, "x", List.of("mode=1"));
    var label = ",context=\\\"a:b:c:s0\\\"".replace("\\", "");
    var shown =
        String.join("\n", MountPlans.first(MountPlans.labelled(true, MountPlans.ROOT, mount)));
    var without = MountPlans.labelled(false, MountPlans.ROOT, mount).explain();

    assertThat(shown.contains("mode=1" + label)).as(shown).isEqualTo(asOption);
    assertThat(shown.contains("security.selinux")).isEqualTo("mqueue".equals(type));
    assertThat(without).doesNotContain("a:b:c:s0");
  }

  @Test
  void layersAndMasksAreLabelledToo() {
    var layers =
        new RootSource.Overlay(List.of(Path.of("/l")), Path.of("/u"), Path.of("/w"), false);
    var plan = MountPlans.labelled(true, layers);

    assertThat(plan.explain())
        .contains("workdir=/w,context=")
        .contains("size=0k,nr_inodes=2,context=");
  }

  @Test
  void aTmpfsOverLayersHasThePermissionsOfTheTopmost(@TempDir Path folder) throws IOException {
    var lower = Files.createDirectories(folder.resolve("lower/run")).getParent();
    var upper = Files.createDirectories(folder.resolve("upper/run")).getParent();
    Files.createDirectories(lower.resolve("srv"));
    Files.setAttribute(upper.resolve("run"), "unix:mode", 0750);
    Files.setAttribute(lower.resolve("srv"), "unix:mode", 0711);
    var root = new RootSource.Overlay(List.of(lower), upper, folder, false);

    assertThat(tmpfs(root, "/run", "size=1m")).contains("\"mode=750,size=1m\"");
    assertThat(tmpfs(root, "/srv", "size=1m")).contains("\"mode=711,size=1m\"");
    assertThat(tmpfs(root, "/none", "size=1m")).contains("\"size=1m\"");
    assertThat(tmpfs(root, "/run", "mode=700")).contains("\"mode=700\"");
  }

  private static String tmpfs(RootSource root, String destination, String option) {
    var mount = new Mount(destination, "tmpfs", "tmpfs", List.of(option));
    return String.join("\n", MountPlans.first(MountPlans.of(root, mount)));
  }

  @Test
  void theRootBeginsAsWhatItIsToBe() {
    assertThat(MountPlans.propagation("private").explain())
        .contains("mount_setattr(rootfs")
        .doesNotContain("linux.rootfsPropagation");
    assertThat(MountPlans.propagation("shared").explain())
        .contains("{set 0x0, clear 0x0, MS_SLAVE}")
        .contains("mount(NULL, \"/\", NULL, MS_SHARED, NULL)");
    assertThat(MountPlans.propagation("rshared").explain()).contains("MS_REC|MS_SHARED");
  }
}
