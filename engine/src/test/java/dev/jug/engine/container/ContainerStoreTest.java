package dev.jug.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.health.Health;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.UserMode;
import dev.jug.engine.spec.Minimal;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.image.Healthcheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerStoreTest {
  @TempDir Path directory;

  @Test
  void aRecordComesBackAsItWas() throws IOException {
    var layout = new Layout(directory, directory);
    Files.createDirectories(layout.fleeting());
    var store = new ContainerStore(layout);
    var own = new NamespaceMode.Private();
    var request =
        ContainerRequest.builder(new ContainerImage.Host(true), List.of("sh"))
            .namespaces(
                new NamespaceOptions(
                    new NamespaceMode.Host(),
                    own,
                    own,
                    NamespaceMode.parse("container:web"),
                    UserMode.parse("auto:size=1000"),
                    own))
            .storage(new StorageOptions(List.of(BindMount.parse("/a:/b:ro")), List.of(), 4096L))
            .labels(Map.of("k", "v"))
            .restart(RestartPolicy.parse("on-failure:3"))
            .health(new Healthcheck(List.of("CMD", "true"), 1, 2, 3, 4, 5))
            .groups(List.of("video"))
            .domainname("nis")
            .build();
    var id = "cd".repeat(32);
    var result = new Health.Result(Instant.EPOCH, Instant.ofEpochSecond(1, 2), 1, "no");
    var record =
        ContainerRecord.created(id, "web", Instant.ofEpochSecond(1, 5), request)
            .started(7, Instant.ofEpochSecond(2), Minimal.nothing())
            .healthy(Health.starting().with(result, true, 1))
            .orderedToEnd()
            .exited(3, true, "why", Instant.ofEpochSecond(3))
            .restarting(2);
    Files.createDirectories(layout.stateOf(id));
    store.save(record, Survives.MACHINE);
    assertThat(store.load(id)).hasValue(record);
    assertThat(store.ids()).containsExactly(id);
    store.forget(record);
    assertThat(store.load(id)).isEmpty();
  }

  /** As version 0.1 wrote it before there were restarts and health checks. */
  @Test
  void anOlderRecordIsRead() throws IOException {
    var layout = new Layout(directory, directory);
    var id = "ab".repeat(32);
    Files.createDirectories(layout.stateOf(id));
    Files.writeString(
        layout.recordOf(id, false),
        """
        {"version": 1, "id": "%s", "name": "old", "created": "2026-01-31T12:00:00Z",
         "request": {
           "image": {"@type": "host", "exposeSecrets": false},
           "process": {"command": ["sh"], "environment": [], "terminal": false, "stdin": false,
             "stdinOnce": false, "rows": 0, "columns": 0},
           "autoRemove": false, "startsAtOnce": false, "init": false, "keepLog": true,
           "resources": {"memory": 1},
           "security": {"capAdd": [], "capDrop": [], "privileged": false, "readOnly": false,
             "options": []},
           "storage": {"binds": [], "tmpfs": []},
           "namespaces": {"pid": "private", "ipc": "private", "uts": "private",
             "network": "private", "user": "private", "cgroup": "private"},
           "limits": [], "devices": [], "sysctls": {}, "labels": {}},
         "status": "exited", "pid": 0, "exitCode": 3, "oomKilled": false, "error": ""}
        """
            .formatted(id));
    var record = new ContainerStore(layout).load(id).orElseThrow();
    assertThat(record.status()).isEqualTo(ContainerStatus.EXITED);
    assertThat(record.request().restartPolicy()).isEqualTo(RestartPolicy.NO);
    assertThat(record.request().groups()).isEmpty();
    assertThat(record.request().resources().blkioWeight()).isNull();
    assertThat(record.restartCount()).isZero();
    assertThat(record.ordered()).isFalse();
    assertThat(record.health()).isNull();
  }
}
