package dev.jug.runtime.cgroup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jug.linux.SysException;
import dev.jug.linux.bpf.DevicePrograms;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One program follows another; a hybrid machine's version 2 can do that too. */
@Root
@LeakChecked
class DeviceProgramsTest {
  private static final DeviceRule NOTHING = new DeviceRule(false, "a", null, null, "rwm");
  private static final DeviceRule NULL = new DeviceRule(true, "c", 1L, 3L, "rwm");

  private static String open(LiveGroup group) throws IOException {
    var script = "cat < /dev/null && echo null; head -c 0 < /dev/full && echo full; echo .";
    return new String(
            group.run("(" + script + ") 2>/dev/null").getInputStream().readAllBytes(), UTF_8)
        .replace("\n", "");
  }

  @Test
  void theLastProgramDecidesAlone() throws IOException {
    try (var group = LiveGroup.made()) {
      var unified = group.layout.unified();
      assumeTrue(unified.isPresent(), "needs cgroup2: there is no version 2 at all");
      try (var programs = DevicePrograms.of(unified.get().group(group.path))) {
        assertThat(open(group)).isEqualTo("nullfull.");

        programs.replace(DeviceProgram.of(List.of(NOTHING, NULL)));
        assertThat(open(group)).isEqualTo("null.");

        programs.replace(
            DeviceProgram.of(List.of(NOTHING, new DeviceRule(true, "c", 1L, null, null))));
        assertThat(open(group)).isEqualTo("nullfull.");
        assertThat(programs.count()).isEqualTo(1);

        assertThatThrownBy(() -> programs.replace(new byte[8])).isInstanceOf(SysException.class);
        assertThat(programs.count()).isEqualTo(1);
      }
    }
  }
}
