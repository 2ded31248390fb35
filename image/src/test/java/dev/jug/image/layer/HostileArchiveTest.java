package dev.jug.image.layer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.tar.Name;
import dev.jug.image.tree.Node;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that were made to do harm are refused, or do none. */
class HostileArchiveTest {
  private static Node at(Node root, String path) {
    var node = root;
    for (var part : Name.of(path).parts()) {
      node = node.children().get(part);
      assertThat(node).as(path).isNotNull();
    }
    return node;
  }

  private static void assertRefused(String why, Consumer<LayerTar> members) {
    assertThatThrownBy(() -> Archives.read(LayerTar.of(members)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "a/../../b", "..", "a/.."})
  void namesThatLeadUpAreRefused(String name) {
    assertRefused("has '..' in it", tar -> tar.file(name, "x"));
  }

  @Test
  void absoluteNamesAreNamesInTheRoot() {
    assertThat(at(Archives.read(LayerTar.of(tar -> tar.file("/etc//./passwd", "x"))), "etc/passwd"))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/outside", "../../outside", "/../outside"})
  void linksOnTheWayLeadNowhereElse(String target) {
    var root =
        Archives.read(LayerTar.of(tar -> tar.link("dir/link", target).file("dir/link/file", "x")));

    assertThat(at(root, "outside/file").isFile()).isTrue();
    assertThat(root.children()).containsOnlyKeys(Name.of("dir"), Name.of("outside"));
  }

  @Test
  void linksInACircleAreRefused() {
    assertRefused(
        "too many symbolic links", tar -> tar.link("a", "b").link("b", "a").file("a/file", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/shadow", "missing", "d"})
  void hardLinksLeadToFilesOfTheLayer(String target) {
    assertRefused("it links to", tar -> tar.directory("d").hardLink("link", target));
  }

  @Test
  void hardLinksThatLeadUpAreRefused() {
    assertRefused("has '..' in it", tar -> tar.hardLink("link", "../etc/shadow"));
  }

  @Test
  void membersBelowFilesAreRefused() {
    assertRefused("is no directory", tar -> tar.file("a", "x").file("a/b", "y"));
  }

  @Test
  void theRootIsADirectory() {
    assertRefused("the root is a directory", tar -> tar.link("./", "/etc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh.", ".wh..", ".wh..."})
  void whiteoutsOfNothingAreRefused(String name) {
    assertRefused("hides nothing", tar -> tar.file(name, ""));
  }

  @Test
  void theLastOneOfANameCounts() {
    var root =
        Archives.read(LayerTar.of(tar -> tar.file("a", "1").link("a", "/etc").file("a", "333")));

    assertThat(at(root, "a").size()).isEqualTo(3);
  }

  /** Of an archive, a device 0:0 would be a whiteout for the kernel and nothing for others. */
  @Test
  void aDeviceThatLooksLikeAWhiteoutIsOne() {
    var root = Archives.read(LayerTar.of(tar -> tar.device("a", TarConstants.LF_CHR, 0, 0)));

    assertThat(at(root, "a").mode()).isEqualTo(0x2000);
  }

  @Test
  void attributesOfOverlayfsAreDropped() {
    var root =
        Archives.read(
            LayerTar.of(tar ->
                tar.file("a", "", LayerTar.attribute("trusted.overlay.redirect", "2f"))
                    .file("b", "", LayerTar.attribute("user.overlay.redirect", "2f"))
                    .file("c", "", LayerTar.attribute("security.selinux", "2f"))
                    .file("d", "", LayerTar.attribute("user.fine", "2f"))));

    assertThat(at(root, "a").attributes()).isEmpty();
    assertThat(at(root, "b").attributes()).isEmpty();
    assertThat(at(root, "c").attributes()).isEmpty();
    assertThat(at(root, "d").attributes()).containsOnlyKeys("user.fine");
  }

  @Test
  void tooDeepIsRefused() {
    assertRefused("directories deep", tar -> tar.file("d/".repeat(1100) + "f", ""));
  }

  @Test
  void hugeExtendedHeadersAreRefused() {
    assertRefused(
        "an extended header has",
        tar -> tar.file("a", "", e -> e.addPaxHeader("comment", "x".repeat(2 << 20))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"77777777777", "-0000000001"})
  void sizesThatLieAreRefused(String size) {
    var forged = forged(LayerTar.of(tar -> tar.file("a", "content")), 124, size);

    assertThatThrownBy(() -> Archives.read(forged)).isInstanceOf(ImageException.class);
  }

  @Test
  void aWrongChecksumIsRefused() {
    var damaged = LayerTar.of(tar -> tar.file("a", "content"));
    damaged[0] ^= 1;

    assertThatThrownBy(() -> Archives.read(damaged))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void cutArchivesAreRefused() {
    var whole = LayerTar.of(tar -> tar.file("a", "x".repeat(1000)));
    for (int length : new int[] {100, 512, 700, 1400}) {
      assertThatThrownBy(() -> Archives.read(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isInstanceOf(ImageException.class);
    }
  }

  @Test
  void sparseMapsThatLieAreRefused() {
    for (var map : new String[] {"0,5,3,5", "9,1", "0,-1", "0,5,5", "x", "0,9223372036854775807"}) {
      assertThatThrownBy(
              () -> Archives.read(LayerTar.of(tar -> tar.file("a", "12345", sparse(map)))))
          .as(map)
          .isInstanceOf(ImageException.class);
    }
  }

  private static Consumer<org.apache.commons.compress.archivers.tar.TarArchiveEntry> sparse(
      String map) {
    return entry ->
        Map.of("XNU.sparse.size", "8", "XNU.sparse.numblocks", "2", "XNU.sparse.map", map)
            .forEach(entry::addPaxHeader);
  }

  /** Whatever happens to an archive, it is read or refused. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anyDamageIsReadOrRefused(int seed) {
    var random = new Random(seed);
    var whole =
        LayerTar.of(tar ->
            tar.directory("d")
                .file("d/" + "n".repeat(120), "content", LayerTar.attribute("user.a", "41"))
                .hardLink("h", "d/" + "n".repeat(120))
                .link("l", "d")
                .file("s", "12345678", sparse("0,4,6,2"))
                .whiteout("d/", "w")
                .device("c", TarConstants.LF_CHR, 1, 3));
    for (int i = 0; i < 3000; i++) {
      Archives.isAccepted(damaged(whole, random));
    }
  }

  /** Half of them with a checksum that is right again, to get further. */
  private static byte[] damaged(byte[] whole, Random random) {
    var damaged = whole.clone();
    int block = random.nextInt(whole.length / 512) * 512;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      damaged[block + random.nextInt(512)] = (byte) random.nextInt(256);
    }
    if (random.nextBoolean()) {
      sum(damaged, block);
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(damaged, random.nextInt(whole.length)) : damaged;
  }

  private static byte[] forged(byte[] archive, int at, String text) {
    var bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, archive, at, bytes.length);
    sum(archive, 0);
    return archive;
  }

  private static void sum(byte[] archive, int block) {
    Arrays.fill(archive, block + 148, block + 156, (byte) ' ');
    int sum = 0;
    for (int i = block; i < block + 512; i++) {
      sum += archive[i] & 0xff;
    }
    var text = "%06o".formatted(sum).getBytes(ISO_8859_1);
    System.arraycopy(text, 0, archive, block + 148, text.length);
    archive[block + 154] = 0;
  }
}
