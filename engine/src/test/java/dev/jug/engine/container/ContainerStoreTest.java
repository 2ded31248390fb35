package dev.jug.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.spec.Minimal;
import dev.jug.linux.fs.AtomicFile.Survives;
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
                    own,
                    own))
            .storage(new StorageOptions(List.of(BindMount.parse("/a:/b:ro")), List.of(), 4096L))
            .labels(Map.of("k", "v"))
            .build();
    var id = "cd".repeat(32);
    var record =
        ContainerRecord.created(id, "web", Instant.ofEpochSecond(1, 5), request)
            .started(7, Instant.ofEpochSecond(2), Minimal.nothing())
            .exited(3, true, "why", Instant.ofEpochSecond(3));
    Files.createDirectories(layout.stateOf(id));
    store.save(record, Survives.MACHINE);
    assertThat(store.load(id)).hasValue(record);
    assertThat(store.ids()).containsExactly(id);
    store.forget(record);
    assertThat(store.load(id)).isEmpty();
  }
}
