package dev.jug.image.layer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.fixture.Damages;
import dev.jug.testkit.Root;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every driver does: containers see the same tree, however it is kept. */
@Root
abstract class LayerDriverContract {
  private static final String TIME = "1000000000.000000000 0,0";

  @TempDir Path place;
  private LayerDriver driver;
  private Stack stack;

  abstract LayerDriver open(Path folder) throws IOException;

  @BeforeEach
  void open() throws IOException {
    driver = open(place.resolve("layers"));
    stack = new Stack(driver, place);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void filesHaveContentOwnerModeAndTime() throws IOException {
    var layer =
        LayerTar.of(tar ->
            tar.file(
                "bin/tool",
                "content",
                e -> {
                  e.setMode(04755);
                  e.setUserId(3_000_000_000L);
                  e.setGroupId(70_000);
                  e.addPaxHeader("mtime", "1234567890.1234567");
                }));

    assertThat(stack.seen(layer))
        .containsEntry("/bin/tool", "104755 -1294967296:70000 1234567890.123456700 0,0 content");
  }

  @Test
  void aFileIsFoundAtOnceWhicheverLayerHasIt() throws IOException {
    var lower = LayerTar.of(tar -> tar.file("etc/lower", "1").file("etc/gone", "2"));
    var upper = LayerTar.of(tar -> tar.file("etc/upper", "3").file("etc/.wh.gone", ""));

    try (var tree = driver.open(stack.unpacked(List.of(lower, upper)))) {
      assertThat(tree.view()).hasSize(1);
      assertThat(tree.view().getFirst().resolve("etc/lower")).hasContent("1");
      assertThat(tree.view().getFirst().resolve("etc/upper")).hasContent("3");
      assertThat(tree.view().getFirst().resolve("etc/gone")).doesNotExist();
    }
  }

  @Test
  void timesBefore1970() throws IOException {
    var layer = LayerTar.of(tar -> tar.file("a", "", e -> e.addPaxHeader("mtime", "-1.5")));

    assertThat(stack.seen(layer)).containsEntry("/a", "100644 0:0 -2.500000000 0,0 ");
  }

  @Test
  void attributes() throws IOException {
    var layer =
        LayerTar.of(tar -> {
          tar.file("a", "", LayerTar.attribute("user.note", "6869"));
          tar.file(
              "b",
              "",
              LayerTar.attribute(
                  "security.capability", "0100000200040000000000000000000000000000"));
          tar.file("c", "", LayerTar.attribute("trusted.overlay.redirect", "2f61"));
        });

    var seen = stack.seen(layer);

    assertThat(seen.get("/a")).endsWith(" user.note=6869");
    assertThat(seen.get("/b")).contains(" security.capability=01000002");
    assertThat(seen.get("/c")).isEqualTo("100644 0:0 " + TIME + " ");
  }

  @Test
  void linksOfBothKinds() throws IOException {
    var layer =
        LayerTar.of(
            tar -> tar.file("a", "x").hardLink("d/b", "a").link("c", "../a").hardLink("e", "c"));

    var seen = stack.seen(layer);

    assertThat(seen.get("/a")).isEqualTo("100644 0:0 " + TIME + " x like [/a, /d/b]");
    assertThat(seen.get("/d/b")).isEqualTo("100644 0:0 " + TIME + " x like [/a, /d/b]");
    assertThat(seen.get("/c")).isEqualTo("120777 0:0 " + TIME + " ../a like [/c, /e]");
    assertThat(seen.get("/e")).endsWith(" ../a like [/c, /e]");
  }

  @Test
  void aLinkedFileOutlivesItsFirstName() throws IOException {
    var layer = LayerTar.of(tar -> tar.file("a", "old").hardLink("b", "a").file("a", "new"));

    var seen = stack.seen(layer);

    assertThat(seen.get("/a")).endsWith(" new");
    assertThat(seen.get("/b")).endsWith(" old");
  }

  @Test
  void devicesAndPipes() throws IOException {
    var layer =
        LayerTar.of(tar ->
            tar.device("c", TarConstants.LF_CHR, 10, 300)
                .device("b", TarConstants.LF_BLK, 259, 1)
                .device("p", TarConstants.LF_FIFO, 0, 0));

    var seen = stack.seen(layer);

    assertThat(seen.get("/c")).isEqualTo("20644 0:0 1000000000.000000000 10,300 ");
    assertThat(seen.get("/b")).isEqualTo("60644 0:0 1000000000.000000000 259,1 ");
    assertThat(seen.get("/p")).startsWith("10644 0:0");
  }

  @Test
  void namesOfAllKinds() throws IOException {
    var longest = "n".repeat(255);
    var deep = "d/".repeat(900) + "end";
    var layer = LayerTar.of(tar -> tar.file(longest, "1").file(deep, "2").file("\u00fc", "3"));

    assertThat(stack.seen(layer))
        .containsKey("/" + longest)
        .containsKey("/" + deep)
        .containsKey("/" + new String("\u00fc".getBytes(UTF_8), ISO_8859_1));
  }

  @Test
  void aWhiteoutHidesWhatIsBelow() throws IOException {
    var base = LayerTar.of(tar -> tar.file("d/a", "1").file("d/b", "2").file("e/f/g", "3"));
    var top = LayerTar.of(tar -> tar.whiteout("d/", "a").whiteout("", "e"));

    assertThat(stack.seen(base, top)).containsOnlyKeys("/d", "/d/b");
  }

  @Test
  void aWhiteoutDoesNotHideItsOwnLayer() throws IOException {
    var base = LayerTar.of(tar -> tar.file("a", "old").file("d/x", "").file("e/x", ""));
    var top =
        LayerTar.of(tar ->
            tar.file("a", "new")
                .whiteout("", "a")
                .whiteout("", "d")
                .file("d/y", "")
                .file("e/y", "")
                .whiteout("", "e"));

    var seen = stack.seen(base, top);

    assertThat(seen).containsOnlyKeys("/a", "/d", "/d/y", "/e", "/e/y");
    assertThat(seen.get("/a")).endsWith(" new");
  }

  @Test
  void anOpaqueDirectoryHidesWhatItHadWhereverTheMarkStands() throws IOException {
    var base = LayerTar.of(tar -> tar.file("d/a", "").file("e/a", "").file("f/g/a", ""));
    var top =
        LayerTar.of(
            tar -> tar.opaque("d/").file("d/b", "").file("e/b", "").opaque("e/").opaque("f/"));

    assertThat(stack.seen(base, top)).containsOnlyKeys("/d", "/d/b", "/e", "/e/b", "/f");
  }

  @Test
  void aWhiteoutOfNothingIsNotSeen() throws IOException {
    var layer = LayerTar.of(tar -> tar.whiteout("d/", "a").file("d/b", "").whiteout("", "c"));

    assertThat(stack.seen(layer)).containsOnlyKeys("/d", "/d/b");
  }

  @Test
  void theSameLayerTwice() throws IOException {
    var layer = LayerTar.of(tar -> tar.file("d/a", ""));
    var gone = LayerTar.of(tar -> tar.whiteout("", "d"));

    assertThat(stack.seen(layer, gone, layer)).containsOnlyKeys("/d", "/d/a");
  }

  @Test
  void whatWasHiddenComesBackEmpty() throws IOException {
    var base = LayerTar.of(tar -> tar.file("d/a", ""));
    var gone = LayerTar.of(tar -> tar.whiteout("", "d"));
    var back = LayerTar.of(tar -> tar.directory("d").file("d/b", ""));

    assertThat(stack.seen(base, gone, back)).containsOnlyKeys("/d", "/d/b");
  }

  @Test
  void kindsReplaceEachOther() throws IOException {
    var base = LayerTar.of(tar -> tar.file("a", "").file("d/x", "").link("l", "d"));
    var top = LayerTar.of(tar -> tar.file("a/b", "").file("d", "now").directory("l"));

    var seen = stack.seen(base, top);

    assertThat(seen).containsOnlyKeys("/a", "/a/b", "/d", "/l");
    assertThat(seen.get("/d")).endsWith(" now");
  }

  @Test
  void aDirectoryKeepsWhatIsBelowAndTakesOverItsOwner() throws IOException {
    var base = LayerTar.of(tar -> tar.directory("d").file("d/a", ""));
    var top =
        LayerTar.of(tar ->
            tar.add(
                new org.apache.commons.compress.archivers.tar.TarArchiveEntry("d/"),
                "",
                e -> {
                  e.setMode(0700);
                  e.setUserId(7);
                }));

    var seen = stack.seen(base, top);

    assertThat(seen).containsOnlyKeys("/d", "/d/a");
    assertThat(seen.get("/d")).startsWith("40700 7:0 ");
  }

  @Test
  void aHundredAndTwentyLayers() throws IOException {
    manyLayersAreOneTree();
  }

  final void manyLayersAreOneTree() throws IOException {
    var layers = new ArrayList<byte[]>();
    for (int i = 0; i < 120; i++) {
      var name = "f" + i % 50;
      var content = "layer " + i;
      layers.add(LayerTar.of(tar -> tar.file(name, content)));
    }

    var seen = stack.seen(layers);

    assertThat(seen).hasSize(50);
    assertThat(seen.get("/f19")).endsWith(" layer 119");
    assertThat(seen.get("/f20")).endsWith(" layer 70");
  }

  @Test
  void aLargeDirectory() throws IOException {
    var layer =
        LayerTar.of(tar -> {
          for (int i = 0; i < 20_000; i++) {
            tar.file("d/a-file-with-a-name-" + i, "" + i);
          }
        });

    assertThat(stack.seen(layer)).hasSize(20_001).containsKey("/d/a-file-with-a-name-19999");
  }

  @Test
  void anEmptyLayerIsALayer() throws IOException {
    assertThat(stack.seen(LayerTar.of(tar -> tar.file("a", "")), LayerTar.of(_ -> {})))
        .containsOnlyKeys("/a");
  }

  @Test
  void whatIsNotCommittedIsNotThere() throws IOException {
    var layer = LayerTar.of(tar -> tar.file("a", ""));
    var chain = new Chain(List.of(dev.jug.oci.image.Digest.of(layer)));
    driver.unpack(chain, new ByteArrayInputStream(layer), LayerLimits.DEFAULT).close();

    assertThat(driver.has(chain)).isFalse();
    assertThat(driver.stored()).isEmpty();
    assertThatThrownBy(() -> driver.open(chain))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("is not unpacked");
  }

  @Test
  void whatIsRemovedIsGone() throws IOException {
    var layer = LayerTar.of(tar -> tar.file("a", "x".repeat(100_000)));
    var chain = stack.unpacked(List.of(layer));

    assertThat(driver.stored()).containsExactly(driver.key(chain));
    assertThat(driver.diskSize(driver.key(chain))).isBetween(100_000L, 200_000L);
    driver.withdraw(driver.key(chain)).close();
    driver.withdraw(driver.key(chain)).close();

    assertThat(driver.has(chain)).isFalse();
    assertThat(driver.diskSize(driver.key(chain))).isZero();
  }

  /** Each byte counts, and where the file ends; but for holes, and for padding. */
  @Test
  void damageIsNoticed() throws IOException {
    var layer =
        LayerTar.of(tar ->
            tar.directory("d")
                .file("d/a", "x".repeat(9000))
                .link("l", "d")
                .whiteout("d/", "b")
                .file("not/told/c", "z"));
    var below = LayerTar.of(tar -> tar.file("below", "y"));
    var chain = stack.unpacked(List.of(below, layer));
    assertThat(driver.damage(chain, () -> new ByteArrayInputStream(layer))).isEmpty();

    for (var damage : List.<Damage>of(Damages::flip, Damages::cut)) {
      damage.to(largest());
      assertThat(driver.damage(chain, () -> new ByteArrayInputStream(layer))).isPresent();
      driver.withdraw(driver.key(chain)).close();
      stack.unpacked(List.of(below, layer));
      assertThat(driver.damage(chain, () -> new ByteArrayInputStream(layer))).isEmpty();
    }
  }

  private interface Damage {
    void to(Path file) throws IOException;
  }

  private Path largest() throws IOException {
    try (var files = Files.walk(place.resolve("layers"))) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  @Test
  void limitsHold() {
    var layer = LayerTar.of(tar -> tar.file("a", "").file("b", ""));
    var chain = new Chain(List.of(dev.jug.oci.image.Digest.of(layer)));

    assertThatThrownBy(() ->
            driver.unpack(chain, new ByteArrayInputStream(layer), new LayerLimits(1 << 20, 1)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("more than 1 members");
  }
}
