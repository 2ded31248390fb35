package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.runtime.LaunchException;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** process.selinuxLabel and linux.mountLabel where a policy is loaded: that of selinux.cil. */
@Root
@Requires({"busybox", "lsm:selinux"})
@LeakChecked
class SelinuxTest {
  private static final String PROCESS = "system_u:system_r:container_t:s0:c1,c2";
  private static final String FILES = "system_u:object_r:container_file_t:s0:c1,c2";

  private static LaunchingRuntime runtime;

  @BeforeAll
  static void start() {
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  private static String run(Labelled labels, String script) throws IOException {
    var outcome = labels.run(runtime, script);
    assertThat(outcome.stderr()).isEmpty();
    return outcome.stdout().strip().replace("\0", "");
  }

  @Test
  void theProcessHasItsLabel() throws IOException {
    assertThat(run(new Labelled(null, PROCESS, null, false), "cat /proc/self/attr/current"))
        .isEqualTo(PROCESS);
  }

  @Test
  void withoutNewPrivilegesAsWell() throws IOException {
    assertThat(run(new Labelled(null, PROCESS, null, true), "cat /proc/self/attr/current"))
        .isEqualTo(PROCESS);
  }

  @Test
  void newFileSystemsHaveTheLabelOfMounts() throws IOException {
    var mounts = run(new Labelled(null, PROCESS, FILES, false), "grep ' /dev/shm ' /proc/mounts");

    assertThat(mounts).contains("context=\"" + FILES + "\"");
  }

  @Test
  void aLabelThatThePolicyDoesNotKnowIsNamed() {
    var labels = new Labelled(null, "nobody:nothing:none_t:s0", null, false);

    assertThatThrownBy(() -> run(labels, "true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("process.selinuxLabel: nobody")
        .hasMessageContaining("the policy must know the label");
  }
}
