package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node's kubelet, and so any cluster, has an engine as its runtime. */
@EndToEnd
@Requires({
  "command:kubelet",
  "command:kube-apiserver",
  "command:etcd",
  "file:/sys/fs/cgroup/memory"
})
@Timeout(180)
class ClusterTest {
  private static final String WEB =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: conf}
      data: {greeting: from a config map}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: word}
      stringData: {pass: sesame}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            terminationGracePeriodSeconds: 1
            initContainers:
            - name: init
              image: localhost/box:1
              command: [cp, /conf/greeting, /www/index.html]
              volumeMounts: [{name: www, mountPath: /www}, {name: conf, mountPath: /conf}]
            containers:
            - name: httpd
              image: localhost/box:1
              command: [httpd, -f, -p, "8080", -h, /www]
              env: [{name: PASS, valueFrom: {secretKeyRef: {name: word, key: pass}}}]
              readinessProbe: {httpGet: {path: /index.html, port: 8080}, periodSeconds: 1}
              livenessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
              startupProbe: {exec: {command: [test, -f, /www/index.html]}, periodSeconds: 1}
              resources: {limits: {memory: 32Mi, cpu: 100m}}
              volumeMounts: [{name: www, mountPath: /www}, {name: all, mountPath: /all}]
              securityContext: {runAsUser: 1000, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
            volumes:
            - {name: www, emptyDir: {medium: Memory}}
            - {name: conf, configMap: {name: conf}}
            - name: all
              projected: {sources: [{secret: {name: word}}, {downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}]}
      """;

  /** A pod with one container, which does what a shell is told. */
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: NAME}
      spec:
        terminationGracePeriodSeconds: 1
        containers: [{name: box, image: "localhost/box:1", command: [sh, -c, 'SCRIPT']MORE}]
        OTHERS
      """;

  @TempDir static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void open() {
    cluster = Cluster.open(folder);
  }

  @AfterEach
  void clear() {
    cluster.clear();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static void pod(String name, String script, String more, String others) {
    var text = POD.replace("NAME", name).replace("SCRIPT", script);
    var pod = text.replace("MORE", more).replace("OTHERS", others);
    cluster.feed(pod, "apply", "-f", "-").ok();
  }

  /** A pod's phase. */
  private static String phase(String name) {
    return cluster.get("pod/" + name, "{.status.phase}");
  }

  /** What its container is now, or was last. */
  private static String state(String name, String path) {
    return cluster.get("pod/" + name, "{.status.containerStatuses[0]." + path + "}");
  }

  private static void applyWeb() {
    // The pods need the token of an account that a controller makes.
    eventually(() -> cluster.get("serviceaccount/default", "{.secrets[0].name}"));
    cluster.feed(WEB, "apply", "-f", "-").ok();
    cluster.kubectl("rollout", "status", "deployment/web", "--timeout=50s").ok();
  }

  private static String exec(String... words) {
    var all = new ArrayList<>(List.of("exec", "deployment/web", "--"));
    all.addAll(List.of(words));
    return cluster.kubectl(all.toArray(String[]::new)).text();
  }

  @Test
  void aDeploymentHasAllThatItsFileSays() {
    applyWeb();
    assertThat(exec("cat", "/www/index.html")).isEqualTo("from a config map");
    assertThat(exec("sh", "-c", "echo $PASS $(cat /all/pass)")).isEqualTo("sesame sesame");
    assertThat(exec("cat", "/all/labels")).contains("app=\"web\"");
    assertThat(exec("sh", "-c", "id -u; touch /x 2>&1; grep CapEff /proc/self/status"))
        .contains("1000", "Read-only", "CapEff:\t0000000000000000");
    assertThat(exec("ls", "/var/run/secrets/kubernetes.io/serviceaccount")).contains("token");
  }

  @Test
  void whoeverLooksAfterItReachesIt() throws Exception {
    applyWeb();
    assertThat(cluster.kubectl("exec", "deployment/web", "--", "sh", "-c", "exit 7").code())
        .isEqualTo(7);
    assertThat(cluster.feed("in\n", "exec", "-i", "deployment/web", "--", "cat").text())
        .isEqualTo("in");
    var forward = cluster.begin("port-forward", "deployment/web", "9090:8080");
    try {
      assertThat(forward.inputReader().readLine()).contains("9090");
      var fetch = List.of("curl", "-sS", "http://127.0.0.1:9090/");
      assertThat(Jug.finish(cluster.jug().start(fetch), new byte[0]).text())
          .isEqualTo("from a config map");
    } finally {
      forward.destroy();
      forward.waitFor(10, TimeUnit.SECONDS);
    }
    eventually(() ->
        assertThat(
                cluster.kubectl("get", "--raw", "/api/v1/nodes/node/proxy/metrics/resource").out())
            .contains("container_memory_working_set_bytes{container=\"httpd\""));
  }

  @Test
  void endsAreToldForWhatTheyWere() {
    pod("done", "echo said; exit 0", "", "restartPolicy: Never");
    pod("failed", "exit 3", "", "restartPolicy: Never");
    pod(
        "greedy",
        "x=a; while true; do x=$x$x; done",
        ", resources: {limits: {memory: 16Mi}}",
        "restartPolicy: Never");
    pod("again", "exit 4", "", "");
    eventually(() -> assertThat(phase("done")).isEqualTo("Succeeded"));
    assertThat(cluster.kubectl("logs", "done").text()).isEqualTo("said");
    eventually(() -> assertThat(phase("failed")).isEqualTo("Failed"));
    assertThat(state("failed", "state.terminated.exitCode")).isEqualTo("3");
    eventually(() -> assertThat(state("greedy", "state.terminated.reason")).isEqualTo("OOMKilled"));
    eventually(
        () -> assertThat(state("again", "state.waiting.reason")).isEqualTo("CrashLoopBackOff"));
  }

  @Test
  void aKilledEngineIsNoMatterForPods() {
    applyWeb();
    var ids = "{.items[*].status.containerStatuses[*].containerID}";
    var before = cluster.get("pods", ids);
    cluster.jug().killEngine();
    cluster.startEngine();
    eventually(() -> assertThat(exec("echo", "there")).isEqualTo("there"));
    assertThat(cluster.get("pods", ids)).isEqualTo(before).contains("jug://");
    assertThat(cluster.get("pods", "{.items[*].status.containerStatuses[*].restartCount}"))
        .isEqualTo("0 0");
    cluster.kubectl("scale", "deployment/web", "--replicas=3").ok();
    cluster.kubectl("rollout", "status", "deployment/web", "--timeout=50s").ok();
  }

  @Test
  void aPodOfAFileComesAndGoes() throws IOException {
    var text = POD.replace("NAME", "static").replace("SCRIPT", "sleep 1000");
    var manifest = cluster.manifests().resolve("static.yaml");
    Files.writeString(manifest, text.replace("MORE", "").replace("OTHERS", ""));
    eventually(() -> assertThat(phase("static-node")).isEqualTo("Running"));
    assertThat(state("static-node", "containerID")).startsWith("jug://");
    Files.delete(manifest);
    eventually(() -> assertThat(cluster.kubectl("get", "pods", "-o", "name").text()).isEmpty());
  }
}
