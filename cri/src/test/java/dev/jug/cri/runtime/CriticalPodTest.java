package dev.jug.cri.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cri.Node;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pods that a kubelet protects from the kernel's choice of whom to kill for memory. */
@Root
@LeakChecked
@Requires("busybox")
class CriticalPodTest {
  private static final int CRITICAL = -997;

  @RegisterExtension private static final Node node = new Node();

  @Test
  void theyStartWhereNoScoreCanBeLowered() throws IOException {
    var pod = Pod.of(node, "critical");
    var container =
        Pod.shell(
            "c",
            "cat /proc/1/oom_score_adj",
            config ->
                config.message(
                    "linux",
                    linux ->
                        linux
                            .message("security_context", Pod::own)
                            .message(
                                "resources", limits -> limits.number("oom_score_adj", CRITICAL))));
    pod.ended(pod.start(pod.run(), container));
    var score = OomScore.ofEngine().nearest(CRITICAL);
    assertThat(pod.said("c").strip()).isEqualTo(Integer.toString(score));
  }
}
