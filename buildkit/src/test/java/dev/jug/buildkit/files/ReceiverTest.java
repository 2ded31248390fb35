package dev.jug.buildkit.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.fs.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories of a client that says what the test wants. */
class ReceiverTest {
  private static final int FILE = 0644;
  private static final int DIRECTORY = GoMode.DIRECTORY | 0755;
  private static final int LINK = GoMode.SYMLINK | 0777;

  @TempDir Path folder;

  private Path target;
  private final SendingClient client = new SendingClient();

  @BeforeEach
  void make() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
    Files.writeString(folder.resolve("outside"), "untouched");
  }

  @AfterEach
  void nothingOutsideIsTouched() throws Exception {
    client.close();
    assertThat(folder.resolve("outside")).hasContent("untouched");
    try (var there = Files.list(folder)) {
      assertThat(there).hasSize(2);
    }
  }

  private long receive() throws IOException, InterruptedException {
    try (var root = Entries.directory(target);
        var call = client.call();
        var receiver = new Receiver(call, root, _ -> {})) {
      return receiver.receive();
    }
  }

  private void entry(String path, int mode, String link) {
    client.say(
        new Packet.Entry(Optional.of(new FileStat(path, mode, 5, 1_000_000_001L, link, Map.of()))));
  }

  private void all() {
    client.say(new Packet.Entry(Optional.empty()));
  }

  @Test
  void aTreeArrivesWithContentsLinksAndPermissions() throws Exception {
    entry("a", 0600, "");
    entry("dir", GoMode.DIRECTORY | 0700, "");
    entry("dir/empty", FILE, "");
    entry("dir/hard", FILE, "a");
    entry("dir/sym", LINK, "../a");
    entry("dir/tool", GoMode.ofPermissions(04755), "");
    all();
    client.content(0, "hello");
    client.content(2, "");
    client.content(5, "#!");
    assertThat(receive()).isEqualTo(7);
    assertThat(target.resolve("a")).hasContent("hello");
    assertThat(target.resolve("dir/hard")).hasContent("hello");
    assertThat(target.resolve("dir/empty")).isEmptyFile();
    assertThat(Files.readSymbolicLink(target.resolve("dir/sym"))).hasToString("../a");
    assertThat(Files.getAttribute(target.resolve("dir/tool"), "unix:mode")).isEqualTo(0104755);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("dir"))))
        .isEqualTo("rwx------");
    assertThat(Files.getLastModifiedTime(target.resolve("a")).toMillis()).isEqualTo(1000);
  }

  @Test
  void manyFilesAreAskedForAFewAtATime() throws Exception {
    for (int i = 0; i < 500; i++) {
      entry("f%03d".formatted(i), FILE, "");
      client.content(i, "number " + i);
    }
    all();
    receive();
    assertThat(target.resolve("f499")).hasContent("number 499");
    assertThat(client.mostAtOnce()).isBetween(1, 32);
  }

  @Test
  void namesOfAnyBytesArrive() throws Exception {
    entry("\u00ff\u00fe", FILE, "");
    all();
    client.content(0, "x");
    receive();
    try (var root = Entries.directory(target)) {
      assertThat(Entries.names(root)).containsExactly(new byte[] {(byte) 0xff, (byte) 0xfe});
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../outside",
        "a/../../outside",
        ".",
        "..",
        "a//b",
        "a/",
        "./a",
        "a\0b"
      })
  void namesThatLeadAstrayAreRefused(String name) {
    entry(name, FILE, "");
    all();
    client.content(0, "evil");
    assertThatThrownBy(this::receive).hasMessageContaining("a file that has no name");
  }

  @Test
  void linksAreNoWayOut() {
    entry("way", LINK, "..");
    entry("way/outside", FILE, "");
    all();
    client.content(1, "evil");
    assertThatThrownBy(this::receive).hasMessageContaining("cannot take way/outside");
  }

  @Test
  void linksAreNoWayOutForHardLinksEither() {
    entry("way", LINK, "..");
    entry("x", FILE, "way/outside");
    all();
    assertThatThrownBy(this::receive).hasMessageContaining("cannot take x");
  }

  @Test
  void hardLinksCannotNameWhatIsOutside() {
    entry("x", FILE, "../outside");
    all();
    assertThatThrownBy(this::receive).hasMessageContaining("no name: ../outside");
  }

  @Test
  void whatIsThereIsNotWrittenTo() {
    entry("a", LINK, "../outside");
    entry("a", FILE, "");
    all();
    client.content(1, "evil");
    assertThatThrownBy(this::receive).hasMessageContaining("cannot take a");
  }

  @Test
  void contentsThatNobodyAskedForAreRefused() {
    client.say(new Packet.Data(7, new byte[] {1}));
    assertThatThrownBy(this::receive).hasMessageContaining("not asked for");
  }

  @Test
  void devicesSocketsAndPipesStayBehind() throws Exception {
    for (int bit : new int[] {26, 25, 24, 19}) {
      entry("special" + bit, 1 << bit | 0666, "");
    }
    all();
    receive();
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void theClientsReasonIsTold() {
    client.say(new Packet.Failed("open secret: permission denied"));
    assertThatThrownBy(this::receive).hasMessageContaining("open secret: permission denied");
  }

  @Test
  void aClientThatStopsIsAFailure() {
    entry("a", FILE, "");
    client.stop();
    assertThatThrownBy(this::receive).isInstanceOf(IOException.class);
    assertThat(Files.exists(target.resolve("a"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void directoriesThatWereNotToldAreNotMade() {
    entry("nowhere/a", FILE, "");
    all();
    client.content(0, "x");
    assertThatThrownBy(this::receive).hasMessageContaining("cannot take nowhere/a");
  }

  @Test
  void permissionsOfDirectoriesDoNotHinder() throws Exception {
    entry("closed", GoMode.DIRECTORY, "");
    entry("closed/in", FILE, "");
    entry("open", DIRECTORY, "");
    all();
    client.content(1, "x");
    receive();
    assertThat(target.resolve("closed/in")).hasContent("x");
  }
}
