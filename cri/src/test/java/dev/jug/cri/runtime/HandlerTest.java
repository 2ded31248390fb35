package dev.jug.cri.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.cri.Kubelet.Refused;
import dev.jug.cri.Node;
import dev.jug.grpc.Status;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pods whose RuntimeClass names another runtime than the engine's own. */
@Root
@LeakChecked
@Requires({"busybox", "command:crun"})
class HandlerTest {
  @RegisterExtension
  private static final Node node =
      new Node("{\"runtimes\": {\"crun\": {}, \"shell\": {\"path\": \"/bin/sh\"}}}");

  @Test
  void theStatusNamesThem() throws IOException {
    var names = new ArrayList<String>();
    for (var handler : node.kubelet().runtime("Status", _ -> {}).messages("runtime_handlers")) {
      names.add(handler.text("name"));
      assertThat(handler.message("features").flag("recursive_read_only_mounts"))
          .as(handler.text("name"))
          .isEqualTo(!handler.text("name").matches("crun|shell"));
    }
    assertThat(names).containsExactly("", "crun", "jug", "shell");
    assertThatThrownBy(() -> Pod.of(node, "other").run("other"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.status()).isEqualTo(Status.NOT_FOUND));
  }

  @Test
  void containersOfOnePodShareItsNamespaces() throws IOException {
    var pod = Pod.of(node, "classed");
    var sandbox = pod.run("crun");
    var serve = "mkdir /w; echo page >/w/index.html; exec httpd -f -p 80 -h /w";
    var one = pod.start(sandbox, Pod.shell("one", serve));
    var two = pod.start(sandbox, Pod.shell("two", "sleep 100"));

    assertThat(pod.exec(two, "wget -qO- http://127.0.0.1/")).isEqualTo("page\n");
    assertThat(pod.exec(one, "cat /proc/1/comm")).isEqualTo("httpd\n");
    var record = node.engine().pods().container(one).request();
    assertThat(record.runtime()).isEqualTo("crun");
    assertThat(record.namespaces().ids()).isNull();
  }

  @Test
  void aContainerEndsAndTellsHow() throws IOException {
    var pod = Pod.of(node, "ends");
    var sandbox = pod.run("crun");
    var id = pod.start(sandbox, Pod.shell("c", "echo hi; exit 3"));

    assertThat(pod.ended(id).number("exit_code")).isEqualTo(3);
    node.restart();
    assertThat(pod.status(id).number("exit_code")).isEqualTo(3);
  }
}
