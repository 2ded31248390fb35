package dev.jug.image.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.ImageUse;
import dev.jug.image.Images;
import dev.jug.image.archive.SampleImage;
import dev.jug.image.fixture.LastingSource;
import dev.jug.image.reclaim.ReclaimPolicy.Scope;
import dev.jug.image.reclaim.Reclaimed.Removal;
import dev.jug.image.sign.PolicyFile;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReclaimTest {
  private static final DiskSpace ROOMY = new DiskSpace(100_000_000, 50_000_000);

  /** One byte more than the low mark allows. */
  private static final DiskSpace FULL = new DiskSpace(100_000_000, 14_999_999);

  private static final ReclaimPolicy POLICY = policy(Scope.UNUSED);

  private static ReclaimPolicy policy(Scope scope) {
    return new ReclaimPolicy(
        scope,
        85,
        85,
        Long.MAX_VALUE,
        Duration.ofHours(1),
        null,
        Duration.ofDays(1),
        Duration.ofMinutes(5));
  }

  @TempDir Path root;
  private final List<ImageUse> used = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Images images;

  @BeforeEach
  void open() throws IOException {
    var policy = new PolicyFile(Path.of("/nowhere/policy.json"));
    images = Images.open(root, "vfs", policy, () -> used, () -> now, () -> 3, _ -> {});
  }

  @AfterEach
  void close() {
    images.close();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static Reference name(String name) {
    return Reference.parse(name);
  }

  /** Pulled from a registry; an hour later. */
  private Digest pulled(String name, String content) throws IOException {
    var source = new LastingSource(SampleImage.of(content, LayerCompression.GZIP));
    var pulled = images.pull(source, List.of(name(name)), null, Progress.NONE);
    pass(Duration.ofHours(2));
    return pulled.image().descriptor().digest();
  }

  private List<String> names() throws IOException {
    return images.entries().stream()
        .map(entry -> entry.name().map(Reference::familiar).orElse("-"))
        .toList();
  }

  private List<String> removed(ReclaimPolicy policy, DiskSpace space) throws IOException {
    var reclaimed = images.upkeep().reclaim(policy, space);
    assertThat(images.upkeep().check()).isEmpty();
    return reclaimed.images().stream().map(Removal::name).toList();
  }

  @Test
  void whereThereIsRoomNothingGoes() throws IOException {
    pulled("old:1", "old");
    pass(Duration.ofDays(1000));
    assertThat(removed(POLICY, ROOMY)).isEmpty();
  }

  @Test
  void theLeastRecentlyUsedGoFirstAndNoMoreThanNeeded() throws IOException {
    pulled("first:1", "first");
    pulled("second:1", "second");
    images.upkeep().used(images.find("first:1", null).image().descriptor().digest());
    pass(Duration.ofHours(2));

    var reclaimed = images.upkeep().reclaim(POLICY, FULL);

    assertThat(reclaimed.images())
        .singleElement()
        .satisfies(removal -> {
          assertThat(removal.name()).isEqualTo("second:1");
          assertThat(removal.why()).isEqualTo("the disk is 86% full");
          assertThat(removal.unused()).isEqualTo(Duration.ofHours(4));
          assertThat(removal.bytes()).isPositive();
        });
    assertThat(reclaimed.excess()).isZero();
    assertThat(names()).containsExactly("first:1");
    assertThat(removed(POLICY, FULL)).containsExactly("first:1");
    assertThat(removed(POLICY, FULL)).isEmpty();
    assertThat(images.upkeep().reclaim(POLICY, FULL).excess()).isEqualTo(1);
  }

  @Test
  void pullingItAgainIsAUse() throws IOException {
    pulled("first:1", "first");
    pulled("second:1", "second");
    pulled("first:1", "first");
    assertThat(removed(POLICY, FULL)).containsExactly("second:1");
  }

  @Test
  void oneThatLostItsNameGoesBeforeAnyThatHasOne() throws IOException {
    pulled("old:1", "old");
    var lost = pulled("name:1", "before");
    pulled("name:1", "after");
    assertThat(removed(POLICY, FULL)).containsExactly(lost.toString());
  }

  @Test
  void whatHasANameStaysUnlessAnAdministratorSaysOtherwise() throws IOException {
    pulled("named:1", "named");
    var lost = pulled("name:1", "before");
    pulled("name:1", "after");
    assertThat(removed(policy(Scope.UNNAMED), FULL)).containsExactly(lost.toString());
    assertThat(removed(policy(Scope.UNNAMED), FULL)).isEmpty();
  }

  @Test
  void whatIsHereOnlyStays() throws IOException {
    var sample = SampleImage.of("loaded", LayerCompression.GZIP);
    images.pull(sample, List.of(name("loaded:1")), null, Progress.NONE);
    images.pull(SampleImage.of("nameless", LayerCompression.GZIP), List.of(), null, Progress.NONE);
    pulled("pulled:1", "named twice");
    images.tag("pulled:1", name("mine:1"));
    pass(Duration.ofDays(1000));

    assertThat(removed(POLICY, FULL)).isEmpty();

    images.remove("mine:1", false);
    assertThat(removed(POLICY, FULL)).containsExactly("pulled:1");
  }

  @Test
  void whatHasAContainerStaysAndCountsAsUsed() throws IOException {
    used.add(new ImageUse(pulled("used:1", "used"), "container", false));
    pass(Duration.ofDays(1000));
    assertThat(removed(POLICY, FULL)).isEmpty();

    used.clear();
    pass(Duration.ofMinutes(59));
    assertThat(removed(POLICY, FULL)).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(removed(POLICY, FULL)).containsExactly("used:1");
  }

  @Test
  void whatIsPinnedStays() throws IOException {
    var manifest = pulled("image:1", "content");
    try (var _ = images.pin(manifest)) {
      assertThat(removed(POLICY, FULL)).isEmpty();
    }
  }

  @Test
  void whatIsYoungStays() throws IOException {
    pulled("image:1", "content");
    now = now.minus(Duration.ofHours(1));
    assertThat(removed(POLICY, FULL)).isEmpty();
  }

  @Test
  void withAMaximumAgeTheOldGoAlthoughThereIsRoom() throws IOException {
    var policy =
        new ReclaimPolicy(
            Scope.UNUSED,
            85,
            80,
            1,
            Duration.ZERO,
            Duration.ofDays(7),
            Duration.ZERO,
            Duration.ofHours(1));
    pulled("old:1", "old");
    pass(Duration.ofDays(7));
    pulled("new:1", "new");
    assertThat(removed(policy, ROOMY)).containsExactly("old:1");
  }

  @Test
  void aBrokenDownloadWaitsForADayOrUntilThereIsNoRoom() throws IOException {
    for (var space : List.of(ROOMY, FULL)) {
      var file = root.resolve("ingest/" + Digest.of(new byte[1]).fileName());
      Files.writeString(file, "what has come so far");
      Files.setLastModifiedTime(file, FileTime.from(now));
      pass(Duration.ofMinutes(59));
      assertThat(images.upkeep().reclaim(POLICY, space).partialBytes()).isZero();
      pass(space.equals(FULL) ? Duration.ofMinutes(2) : Duration.ofDays(1));
      assertThat(images.upkeep().reclaim(POLICY, space).partialBytes()).isPositive();
      assertThat(file).doesNotExist();
    }
  }
}
