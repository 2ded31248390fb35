package dev.jug.engine.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptMachineTest {
  @TempDir Path root;

  private void write(String path, String text) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void install(String program) throws IOException {
    write("usr/bin/" + program, "");
    assertThat(root.resolve("usr/bin/" + program).toFile().setExecutable(true)).isTrue();
  }

  @Test
  void itSaysWhatToInstall() throws IOException {
    var machine = new AptMachine(root);
    assertThatThrownBy(machine::check)
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("there is no apt");
    install("apt-get");
    assertThatThrownBy(machine::check)
        .isInstanceOfSatisfying(
            Unavailable.class, e -> assertThat(e.advice()).contains("apt-get install mmdebstrap"));
    install("mmdebstrap");
    machine.check();
  }

  @Test
  void allFilesThatAptReadsAreRead() throws IOException {
    write("etc/os-release", "NAME=\"Debian\"\nVERSION_CODENAME=bookworm\n");
    write("etc/apt/sources.list", "deb http://a.example bookworm main\n");
    write("etc/apt/sources.list.d/b.list", "deb http://b.example bookworm-updates main\n");
    write("etc/apt/sources.list.d/c.sources.save", "deb http://c.example bookworm main\n");
    write(
        "etc/apt/sources.list.d/d.sources",
        "Types: deb\nURIs: http://d.example\nSuites: bookworm-security\nComponents: main\n");
    assertThat(new AptMachine(root).sources("bookworm").all())
        .extracting(source -> source.uris().getFirst())
        .containsExactly("http://a.example", "http://b.example", "http://d.example");
  }

  /** The images of clouds are set up like this. */
  @Test
  void aListOfMirrorsStandsForItsFirst() throws IOException {
    write("etc/apt/mirrors/debian.list", "# near\nhttps://near.example/debian/ priority:1\n");
    write(
        "etc/apt/sources.list",
        """
        deb cdrom:[Debian]/ bookworm main
        deb mirror+file:/etc/apt/mirrors/debian.list bookworm main
        """);
    assertThat(new AptMachine(root).sources("bookworm").archive())
        .isEqualTo("https://near.example/debian");
  }

  @Test
  void withoutAptsFilesThereIsNoSource() {
    assertThatThrownBy(() -> new AptMachine(root).sources("bookworm"))
        .isInstanceOf(Unavailable.class);
  }
}
