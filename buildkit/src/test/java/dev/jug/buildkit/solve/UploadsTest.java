package dev.jug.buildkit.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UploadsTest {
  private final Uploads uploads = new Uploads();
  private final CompletableFuture<Boolean> given = new CompletableFuture<>();

  private void give() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            uploads.give("b", new ByteArrayInputStream(new byte[] {7}));
            given.complete(true);
          } catch (IOException | InterruptedException e) {
            given.completeExceptionally(e);
          }
        });
  }

  @Test
  void whoGivesWaitsUntilTheBuildHasRead() throws Exception {
    give();
    int read =
        uploads.take(
            "b",
            archive -> {
              assertThat(given).isNotDone();
              return archive.read();
            });
    assertThat(read).isEqualTo(7);
    assertThat(given.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aBuildThatCannotReadLetsGoToo() throws Exception {
    give();
    assertThatThrownBy(() ->
            uploads.take(
                "b",
                _ -> {
                  throw new IOException("broken");
                }))
        .hasMessage("broken");
    assertThat(given.get(30, TimeUnit.SECONDS)).isTrue();
  }
}
