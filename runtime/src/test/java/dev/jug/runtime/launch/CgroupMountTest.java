package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container's view of its groups, with and without a namespace for them. */
@Root
@Requires("busybox")
@LeakChecked
class CgroupMountTest {
  @TempDir static Path images;
  private static Path rootfs;
  private static LaunchingRuntime runtime;

  @BeforeAll
  static void start() {
    rootfs = BusyboxRootfs.create(images.resolve("rootfs"));
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  private static Mounted container() {
    return new Mounted(runtime, rootfs);
  }

  private static Mounted withoutNamespace() {
    return container().linux(linux -> Mounted.without(linux, "cgroup"));
  }

  /** The groups below a hierarchy's mount; in its own group a container sees its own process. */
  private static final String OWN =
      "for f in /sys/fs/cgroup/*/cgroup.procs /sys/fs/cgroup/cgroup.procs; do"
          + " [ -e $f ] && grep -qx $$ $f && echo mine; done; true";

  private static final String ALL =
      "for f in /sys/fs/cgroup/*/cgroup.procs /sys/fs/cgroup/cgroup.procs; do"
          + " [ -e $f ] && echo one; done; true";

  @Test
  void everyHierarchyShowsTheOwnGroup() throws IOException {
    assertOwn(container());
    assertOwn(withoutNamespace());
    assertOwn(container().linux(TestSpecs::withUserNamespace));
  }

  private static void assertOwn(Mounted container) throws IOException {
    long mounted = container.run(ALL).stdout().lines().count();

    assertThat(mounted).isPositive();
    assertThat(container.run(OWN).stdout().lines().count()).isEqualTo(mounted);
  }

  @Test
  void nothingAboveTheGroupIsSeenWithoutANamespace() throws IOException {
    var outcome = withoutNamespace().run("find /sys/fs/cgroup -name 'jug-test-*'");

    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).isEmpty();
  }

  @Test
  void readOnlyItIsBothWays() throws IOException {
    var script =
        "for d in /sys/fs/cgroup /sys/fs/cgroup/*/; do"
            + " [ -d $d ] && mkdir $d/x 2>&1 && echo made; done; true";

    assertThat(container().run(script).stdout().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("Read-only file system"));
    assertThat(withoutNamespace().run(script).stdout().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("Read-only file system"));
  }

  @Test
  void optionsForTheWholeTreeReachEveryHierarchy() throws IOException {
    var script = "grep ' /run/groups' /proc/self/mountinfo | cut -d ' ' -f 6";

    for (var container : List.of(container(), withoutNamespace())) {
      container.add("/run/groups", "cgroup", "cgroup", "nosuid,rro,rnoexec");

      assertThat(container.run(script).stdout().lines())
          .isNotEmpty()
          .allSatisfy(options -> assertThat(options.split(",")).contains("ro", "noexec"));
    }
  }

  @Test
  void version2AloneIsOneHierarchy() throws IOException {
    var namespace = container().add("/run/unified", "cgroup2", "cgroup2", "ro,nosuid");
    var bound = withoutNamespace().add("/run/unified", "cgroup2", "cgroup2", "ro,nosuid");
    var script = "grep -cx $$ /run/unified/cgroup.procs; mkdir /run/unified/x";

    assertThat(namespace.run(script).stdout()).isEqualTo("1\n");
    assertThat(bound.run(script).stdout()).isEqualTo("1\n");
    assertThat(bound.run(script).stderr()).contains("Read-only");
    assertThat(bound.optionsOf("/run/unified")).contains("ro", "nosuid");
  }
}
