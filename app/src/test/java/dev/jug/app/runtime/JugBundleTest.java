package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code jug run --bundle} runs what {@code jug-runtime} runs, with a record and a log. */
@EndToEnd
class JugBundleTest {
  private static final String FIELDS =
      """
      "user": {"uid": 7, "gid": 8, "umask": 63, "additionalGids": [5, 9]},
      "scheduler": {"policy": "SCHED_BATCH", "nice": 3},
      "ioPriority": {"class": "IOPRIO_CLASS_BE", "priority": 6},
      "rlimits": [{"type": "RLIMIT_NOFILE", "soft": 77, "hard": 99}],
      "execCPUAffinity": {"initial": "0", "final": "0"},
      "oomScoreAdj": 321, "noNewPrivileges": true\
      """;

  /** Everything that these fields change, and the world around it. */
  private static final String LOOK =
      """
      id; umask; ulimit -n; ulimit -Hn; cat /proc/self/oom_score_adj /proc/self/uid_map;
      cut -d ' ' -f 19,41 /proc/self/stat; hostname; pwd; env | sort; ls /proc/self/fd | wc -l;
      grep -E 'Cap|NoNewPrivs|Seccomp:|Cpus_allowed:' /proc/self/status;
      cut -d ' ' -f 3- /proc/mounts | sort; ls /dev; cat /proc/net/dev | wc -l
      """;

  private OciRuntime runtime;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private Result jug(Path bundle, String... words) {
    var command = new ArrayList<>(List.of("run", "--rm", "--bundle", bundle.toString()));
    command.addAll(List.of(words));
    return runtime.jug().run(command.toArray(String[]::new));
  }

  @Test
  @DisplayName("B9: a bundle is a root, and all that is in it")
  void theProcessIsTheSame() {
    var bundle =
        new Bundle()
            .process(FIELDS)
            .users("0, 100000, 1000")
            .of(runtime.folder(), "sh", "-c", LOOK);
    var expected = runtime.run("run", "-b", bundle.toString(), "c").text();

    assertThat(expected).contains("uid=7 gid=8 groups=5(tty),9", "0077", "321", "NoNewPrivs:\t1");
    assertThat(jug(bundle).text()).isEqualTo(expected);
  }

  @Test
  void anotherCommandReplacesTheBundles() {
    var bundle = runtime.shell("echo bundle");

    assertThat(jug(bundle).out()).isEqualTo("bundle\n");
    assertThat(jug(bundle, "echo", "mine").out()).isEqualTo("mine\n");
  }

  @Test
  void hooksRunAtTheirPoints() {
    var trace = runtime.folder().resolve("trace");
    var points =
        List.of("prestart", "createRuntime", "createContainer", "poststart", "poststop").stream()
            .map(point -> hook(point, "echo %s >>%s".formatted(point, trace)))
            .toList();
    var inside = hook("startContainer", "echo inside >/tmp/mark");
    var hooks = String.join(", ", points) + ", " + inside;
    var bundle = runtime.bundle(new Bundle().hooks(hooks), "sh", "-c", "cat /tmp/mark; sleep 0.3");

    assertThat(jug(bundle).out()).isEqualTo("inside\n");
    var all = "prestart\ncreateRuntime\ncreateContainer\npoststart\npoststop\n";
    Jug.eventually(() -> assertThat(OciRuntime.read(trace)).isEqualTo(all));
  }

  @Test
  void aHookThatFailsIsNamedAndNothingIsLeft() {
    var bundle =
        runtime.bundle(
            new Bundle().hooks(hook("createRuntime", "echo reason >&2; exit 3")), "true");
    var result = jug(bundle);

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err())
        .contains("hooks.createRuntime[0]: /bin/sh exited with status 3: reason");
    assertThat(runtime.jug().run("ps", "-aq").text()).isEmpty();
  }

  private static String hook(String point, String script) {
    return "\"%s\": [{\"path\": \"/bin/sh\", \"args\": [\"sh\", \"-c\", %s]}]"
        .formatted(point, Bundle.quoted(script));
  }
}
